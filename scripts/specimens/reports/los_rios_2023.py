from report import h1, h2, item, p, procurement, signatory, table, ul

NAME = "los-rios-2023"
DOCUMENT = {"kind": "report", "province": "Los Ríos", "year": 2023}
FORM = None
STATE = "Contraloría General del Estado"
DRIVE = "https://drive.google.com/drive/folders/"

BLOCKS = [
    h1(None, "Introducción", "introduction"),
    p("Rendir cuentas es explicar en público qué se hizo con el dinero de todos. El artículo {art:204} de la Constitución reconoce al "
      "pueblo como primer fiscalizador del poder, y a esa norma responde este texto."),
    p("La Resolución No. {res:CPCCS-PLE-SG-069-2021-476} ordena las fases, los plazos y los formularios que deben llenar las entidades "
      "obligadas, con la deliberación pública como punto central."),
    p("Mediante Memorando Nro. {memo:IESS-DNPL-2024-0187-M} de {date:14 de febrero de 2024|2024-02-14} la planta central repartió el "
      "calendario y designó un enlace por provincia para revisar los borradores antes de publicarlos."),
    h1(None, "Resumen Ejecutivo", "executive_summary"),
    p("Los servicios de la provincia se organizan en seis coordinaciones:"),
    ul("Coordinación Administrativa Financiera", "Coordinación de Asesoría Jurídica",
       "Coordinación de Pensiones, que además responde por los Riesgos del Trabajo, la Cesantía, los fondos de terceros y el pago de "
       "ayudas por fallecimiento", "Coordinación de Cartera", "Coordinación de Salud", "Coordinación del Seguro Campesino."),
    p("Entre {per:2022 y 2023|2022/2023} los cotizantes crecieron de {n:97.412|97412} a {n:99.806|99806}; {n:52.330|52330} son varones y "
      "{n:47.476|47476} son mujeres. El gasto conjunto llegó al {pct:71%|71} de lo asignado, afectado por un concurso desierto de "
      "medicinas en Quevedo."),
    p("El área de Pensiones informa sobre el año {y:2023}:"),
    ul("De {per:enero a diciembre de 2023|2023-01/2023-12} pagó {n:18.255|18255} rentas de vejez, invalidez y orfandad, sin un solo día "
       "de retraso.",
       item("Auxilio de Funerales. - se cubrieron {n:642} casos por $ {usd:803.517,20|803517.20}, de dos maneras:",
            "Reembolso. - {n:391} familias.", "Pago directo a funerarias: {n:251} servicios.")),
    p("Cartera recuperó $ {usd:9´415.220,68|9415220.68} de obligaciones atrasadas, con convenios firmados en ferias de los domingos."),
    h1("1", "Cobertura Institucional", "coverage"),
    p("Trece cantones reciben atención: desde Babahoyo y Quevedo hasta los más apartados, como Quinsaloma y Palenque. Los "
      "{n:99.806|99806} cotizantes disponen de {n:41} consultorios campesinos, de un hospital del día en Quevedo y de tres centros de "
      "salud, dos de ellos con servicio de rayos equis los fines de semana."),
    h1(None, "Logros alcanzados", "achievements"),
    ul(item("**Ventanilla fluvial.** - Una lancha equipada recorrió los esteros de Baba y Vinces en {n:36} salidas, y acercó trámites, "
            "vacunas y asesoría a recintos que quedan aislados durante cinco meses del invierno."),
       item("**Meta de recaudación superada en el {pct:108%|108}.-** La coordinación cobró $ {usd:9´415.220,68|9415220.68} y dejó al día "
            "a {n:1.274|1274} empleadores."),
       item("**Convenios con prestadores externos.** - Se renovaron acuerdos por tres años con estas casas de salud:",
            "Clínica Río Zapotal", "Clínica Nueva Esperanza de Ventanas", "Centro de Diálisis Babahoyo Sur",
            more=["Los acuerdos fijan tiempos máximos de respuesta y permiten derivar sin trámites adicionales a los pacientes renales."]),
       item("**Bodega ordenada.-** El inventario físico-contable de {n:4.902|4902} bienes terminó en {date:agosto de 2023|2023-08} y se "
            "dieron de baja equipos obsoletos por {usd:27.640|27640} dólares."),
       item("**Maestros del cacao.** – Una escuela taller, sostenida con fondos de la cooperación y el trabajo de voluntarios, enseñó "
            "a los hijos de los campesinos a injertar, podar y fermentar.")),
    h1("2", "Implementación de políticas públicas para la igualdad", "equality_policies"),
    h2("Políticas públicas generacionales"),
    p("Los clubes de jubilados de Mocache, Ventanas y Puebloviejo reunieron a {n:270} personas en huertos, coros y partidas de "
      "ajedrez; dos de ellos representaron a la provincia en el encuentro nacional."),
    h2("Políticas públicas de movilidad humana"),
    p("Se emitieron {n:158} códigos para personas extranjeras que trabajan en bananeras, con apoyo de intérpretes voluntarios."),
    h1("3", "Objetivos Institucionales", "objectives"),
    ul("Objetivo Estratégico N°{obj:1}. Cuidar el equilibrio financiero de cada uno de los fondos que administra la institución",
       "Objetivo Estratégico N°{obj:2} Gastar mejor y a tiempo", "Objetivo Estratégico N°{obj:3}. Sumar nuevos cotizantes",
       "Objetivo Estratégico N°{obj:4}. Innovar en la gestión."),
    h1("4", "Ejecución programática y presupuestaria", "budget_execution"),
    p("El cuadro compara, unidad por unidad, el dinero disponible con el gasto reconocido al cierre."),
    table(["COORDINACIÓN", "VIGENTE", "DEVENGADO", "% EJEC."],
          [["CRP PENSIONES Y CESANTÍA", "{usd:291.460,75|291460.75}", "{usd:262.314,68|262314.68}", "{pct:90%|90}"],
           ["CRP RIESGOS DEL TRABAJO", "{usd:143.208,40|143208.40}", "{usd:118.863,00|118863.00}", "{pct:83%|83}"],
           ["COORD. DE SALUD INDIVIDUAL Y FAMILIAR", "{usd:37.902.118,06|37902118.06}", "{usd:24.636.376,74|24636376.74}", "{pct:65%|65}"],
           ["COORD. SEGURO CAMPESINO", "{usd:11.087.664,21|11087664.21}", "{usd:9.646.267,86|9646267.86}", "{pct:87%|87}"],
           ["COORD. ADMINISTRATIVA FINANCIERA", "{usd:1.214.905,33|1214905.33}", "{usd:1.105.563,85|1105563.85}", "{pct:91%|91}"],
           ["Total general", "{usd:50.639.356,75|50639356.75}", "{usd:35.769.386,13|35769386.13}", "{pct:71%|71}"]], [31, 20, 20, 9],
          facts="unit"),
    h1("5", "Procesos de contratación y compras públicas de bienes y servicios", "procurement"),
    p("Estas son las compras que la provincia tramitó por el portal estatal:"),
    procurement([["Ínfima Cuantía", "{n:38}", "{usd:96.420,15|96420.15}", "{n:38}", "{usd:96.420,15|96420.15}"],
                 ["Subasta Inversa Electrónica", "{n:3}", "{usd:187.930,40|187930.40}", None, None],
                 ["Menor Cuantía", "{n:1}", "{usd:21.775,00|21775.00}", None, None],
                 ["Consultoría", None, None, "{n:1}", "{usd:18.400,00|18400.00}"],
                 ["Catálogo Electrónico", "{n:14}", "{usd:203.618,92|203618.92}", "{n:9}", "{usd:148.207,36|148207.36}"],
                 ["Otras: Procedimiento Especial", "{n:2}", "{usd:51.600,00|51600.00}", None, None],
                 ["TOTAL", "{n:58}", "{usd:561.344,47|561344.47}", "{n:48}", "{usd:263.027,51|263027.51}"]], [24, 10, 17, 10, 17]),
    h1("6", "Enajenación de bienes, expropiaciones y donaciones", "asset_disposals"),
    p("En {y:2023} no hubo enajenación, expropiación ni donación de bienes en Los Ríos."),
    h1("7", "Incorporación de recomendaciones y dictámenes por parte de las entidades de la Función de Transparencia y Control Social, "
       "y de la Procuraduría General del Estado.", "recommendations"),
    p("Lo que pidió el organismo de control, y lo que se contestó, consta en la tabla."),
    table(["ENTIDAD QUE RECOMIENDA", "INFORME EL CUMPLIMIENTO", "OBSERVACIONES"], [
        [STATE, "{memo:IESS-DPR-2023-0264-M} del {date:17/02/2023|2023-02-17}",
         "Rec. {rec:2}: Ordenará al guardalmacén que, antes de recibir computadoras e impresoras, coteje la serie grabada en cada aparato con "
         "la que consta en la factura y deje constancia firmada.\n\nRespaldos:\n{url:" + DRIVE + "1KpTz8vRw0Lh_Ye5Qa3UmXc7Nd2Bf9Js4}"],
        [STATE, "{memo:IESS-CPPPRTFRSDR-2023-1170-M} del {date:05/06/2023|2023-06-05}",
         "Rec. {rec:1.7}: Pedirá cada enero al registrador de la propiedad de los trece cantones la lista de predios inscritos a favor del "
         "instituto, con linderos, superficie, avalúo y fotografías, y la comparará con el archivo propio para descubrir terrenos sin "
         "escritura o invadidos.\n\nRespaldos:\n{url:" + DRIVE + "1Zb6Wq-Rt4Ys8Vn0Kd3Lm7Hc2Gx5PjAe?usp=sharing}"],
        [STATE, "{memo:IESS-DPR-2023-2219-M} del {date:11-10-2023|2023-10-11} {memo:IESS-CPPPRTFRSDR-2023-1894-M} del "
         "{date:20-10-2023|2023-10-20}",
         "Rec. {rec:14}: Verificará que quien cuenta las existencias no sea quien las custodia; que el acta se levante el mismo día, con hora "
         "y firmas; que los sobrantes se investiguen antes de asentarlos, y que lo dañado salga de la bodega en un plazo de noventa días, "
         "previa autorización escrita. Los auditores volverán al azar a tres consultorios y repetirán el conteo frente a los vecinos.\n\n"
         "Respaldos:\n{url:" + DRIVE + "1Nf8Jt5Cw2Xo9Zr6Ub3Ei0Ga7Sl4MkQvH}"],
        [STATE, "{memo:IESS-DPR-2023-2503-M} del {date:08-11-2023|2023-11-08}",
         "Rec. {rec:5}: Exigirá pólizas vigentes a los contratistas de obra.\n\nRec. {rec:6}: Publicará cada trimestre el avance de las obras y "
         "los nombres de los fiscalizadores.\n\nRespaldos:\n{url:" + DRIVE + "1Dq3Vy7Ps0Bn6Th9Mk2Rw5Fx8LcZeJaU}"]], [14, 20, 66],
          facts="recommendations", small=True),
    signatory("Mgs. Bolívar Efraín Cedeño Murillo", "Director Provincial de Los Ríos"),
    signatory("Ing. Narcisa Elizabeth Troya Bustamante", "Coordinadora Provincial Administrativa Financiera Los Ríos, Encargada"),
    signatory("Dr. Walter Homero Sandoya Arce", "Coordinador Provincial de Salud - Los Ríos"),
]
