from report import item, p, ul

NAME = "napo-2022-address"
DOCUMENT = {"kind": "address", "province": "Napo", "year": 2022}
FORM = None

BLOCKS = [
    p("Muy buenos días, vecinas y vecinos de Tena, Archidona, Quijos, El Chaco y Arosemena Tola. El artículo {art:93} de la ley que "
      "regula la participación nos convoca a contarles, sin rodeos, qué hicimos con sus aportes: esta es la Rendición de Cuentas (AÑO).",
      tight=True),
    p("El Instituto Ecuatoriano de Seguridad Social no vive de impuestos, sino del trabajo de la gente; por eso la solidaridad entre "
      "quien hoy labora y quien mañana se retira es lo que sostiene la casa común.", tight=True),
    p("Hablaremos de lo sucedido en Napo entre enero y diciembre de (AÑO), de lo que salió bien y también de lo que falta.", tight=True),
    p("Estos son los resultados que queremos subrayar:", tight=True),
    ul(item("La cobranza del año {y:2022} cerró con un cumplimiento de {pct:102.37%|102.37}; dicho de otro modo, entraron $ "
            "{usd:11´208.655,40|11208655.40}, que superan en $ {usd:259.480,15|259480.15} la meta de $ {usd:10´949.175,25|10949175.25}.",
            more=["Entre {per:2021 y 2022|2021/2022}, la mora que pagaron los empleadores subió un {pct:4%|4}: de "
                  "$ {usd:10´777.553,27|10777553.27} pasó a $ {usd:11´208.655,40|11208655.40}."]),
       item("Los cotizantes de la provincia fueron {n:23.904|23904} en el año {y:2021} y {n:24.873|24873} en el año {y:2022}, es decir, "
            "{n:969} personas más, un {pct:4,05%|4.05}."),
       item("Las compras previstas se ejecutaron en un {pct:71.26%|71.26}, mientras que en {y:2021} apenas se había llegado al "
            "{pct:12.8%|12.8}; el plan del Seguro Campesino alcanzó el {pct:90,15%|90.15}, el de Pensiones el {pct:63,5%|63.5} y el de "
            "Salud el {pct:38,02%|38.02}."),
       item("Desde {date:mayo de 2022|2022-05} quien pide un turno por internet espera menos de veinte minutos, según las encuestas que "
            "llenan los propios usuarios en una tableta a la salida.",
            more=["Para quienes llegan de comunidades sin señal guardamos turnos en ventanilla, con prioridad para embarazadas, "
                  "ancianos y enfermos crónicos."]),
       item("Trabajamos con {n:8} prestadores privados, {n:3} unidades médicas propias y {n:11} dispensarios anexos, y pagamos por sus "
            "servicios $ {usd:4’630.118,09|4630118.09}; en {y:2021} habíamos pagado $ {usd:5’204.377,61|5204377.61}, de modo que la "
            "factura cayó en $ {usd:574.259,52|574259.52}, equivalente al {pct:11,03%|11.03}."),
       item("Tramitamos {n:318} jubilaciones, {n:127} montepíos y {n:204} ayudas por fallecimiento."),
       item("Contratamos guardianía para los tres edificios, un servicio que faltó en {y:2020} y {y:2021}."), marker="check"),
    p("Preparamos cada contrato con paciencia: los técnicos estudiaron precios, los abogados revisaron los pliegos y los "
      "administradores aprendieron a usar el portal de compras antes de recibir un encargo. Nadie firmó sin haber leído, y por eso "
      "ningún proceso terminó en reclamo.", tight=True),
    p("Todo lo dicho responde al plan de la institución para {per:2018-2028|2018/2028}, y las cuentas completas del año {y:2022} "
      "quedan a disposición de ustedes en la cartelera y en la página electrónica. Gracias por venir y por preguntar.", tight=True),
]
