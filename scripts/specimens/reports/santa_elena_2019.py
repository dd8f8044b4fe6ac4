from report import h1, h2, p, procurement, table, ul

NAME = "santa-elena-2019"
DOCUMENT = {"kind": "report", "province": "Santa Elena", "year": 2019}
FORM = {"code": "DNPL-SDNSE-GPL-P02-F01", "version": "1.0", "effective": "2019-08-30"}
ZERO = (None, None, "{n:0}", "{usd:0.00}")
EXAMINATIONS = ["RECOMENDACIONES Y/O DICTÁMENES EMANADOS", "INFORME EL CUMPLIMIENTO DE RECOMENDACIONES Y DICTÁMENES"]
SENT = "Se remitió el informe de cumplimiento mediante Memorando Nro. "

BLOCKS = [
    h1(None, "Introducción", "introduction"),
    p("Este documento recoge el trabajo de un año en la península. La Dirección Provincial de Santa Elena lo entrega a quienes "
      "aportan cada mes, a quienes ya se jubilaron y a sus familias, para que puedan revisar las cuentas, preguntar por ellas y "
      "proponer cambios. Cada cifra procede de los registros de las unidades que la generaron."),
    p("Las jefaturas se reunieron todos los lunes para comparar lo previsto con lo hecho. Cuando una tarea se atrasaba, el "
      "responsable explicaba la causa y fijaba una nueva fecha; así se evitó que los retrasos se acumularan hasta el cierre y se "
      "mantuvo un trato cercano con los cantones más alejados de la capital provincial."),
    h1(None, "Resumen Ejecutivo", "executive_summary"),
    p("Las páginas que siguen resumen lo ocurrido de {per:enero a diciembre de 2019|2019-01/2019-12} en las oficinas de Santa Elena, "
      "La Libertad y Salinas, y en los consultorios de la zona rural.", tight=True),
    p("El plan vigente para {per:2018 – 2028|2018/2028} pide cuentas claras, filas más cortas y fondos sanos. Con esa guía, "
      "la provincia revisó sus procesos internos durante {y:2019} y ordenó las prioridades de gasto antes de cada trimestre.",
      tight=True),
    p("La oficina de Afiliación visitó mercados, puertos pesqueros y camaroneras con el propósito de inscribir a trabajadores que "
      "nunca habían cotizado. El resultado de esas brigadas se aprecia enseguida:"),
    table([], [["N° Afiliados Generales", "{n:41.207|41207}"], ["N° Afiliados Voluntarios", "{n:3.118|3118}"],
               ["N° Trabajadores del Hogar", "{n:1.946|1946}"], ["N° Total de afiliados", "{n:46.271|46271}"],
               ["N° Jubilados", "{n:6.385|6385}"], ["N° Patronos", "{n:9.874|9874}"]], [45, 20],
          caption="Población asegurada de la península Año {y:2019}", bare=True),
    p("La Unidad de Gestión de Cartera llamó uno por uno a los empleadores atrasados y les ofreció plazos razonables. Entre títulos de "
      "crédito y glosas ingresaron {usd:676.634.01|676634.01} dólares, un resultado superior al del ejercicio anterior:"),
    table([], [["APORTES", "{usd:31.482.906.17|31482906.17}"], ["GLOSAS", "{usd:274.515.08|274515.08}"],
               ["TITULOS DE CREDITO CANCELADOS SIN HONORARIOS", "{usd:402.118.93|402118.93}"],
               ["FONDOS DE RESERVA", "{usd:1.906.441.25|1906441.25}"],
               ["TOTAL DE RECAUDACION DE TITULOS DE CREDITO Y GLOSAS", "{usd:676.634.01|676634.01}"],
               ["CONVENIOS DE PURGA DE MORA", "{usd:0}"]], [38, 27],
          caption="RECAUDACIONES DE LA UNIDAD PROVINCIAL DE CARTERA AÑO {y:2019}", bare=True),
    p("En Atención al Ciudadano se abrieron ventanillas preferentes y se publicó un horario extendido los miércoles. La meta de "
      "turnos atendidos el mismo día se alcanzó en un {pct:97,4%|97.4}, y los reclamos escritos bajaron de {n:412} a {n:263}."),
    p("La Unidad Provincial del Seguro de Salud compró servicios a {n:9} clínicas privadas cuando los consultorios propios no daban "
      "abasto. La mayoría de derivaciones correspondió a diálisis, imágenes y cirugía ambulatoria, y su costo se controló con "
      "auditorías médico-financieras en cada cierre mensual."),
    table(["NÚMERO DE ATENCIONES", "% DE EJECUCION", "PRESUPUESTO EJECUTADO", "NÚMERO DE BENEFICIARIOS"],
          [["{n:118.409|118409}", "{pct:88.14}", "{usd:6.207.915.46|6207915.46}", "{n:21.077|21077}"]], [18, 17, 22, 21],
          caption="SERVICIOS COMPRADOS A CLÍNICAS PRIVADAS AÑO {y:2019}"),
    p("El programa para adultos mayores dictó {n:7} cursos de natación, tejido en paja y memoria; en {date:julio de 2019|2019-07} se "
      "sumaron {n:185} personas de Manglaralto y Colonche."),
    p("En Riesgos del Trabajo se dictaron {n:16} charlas a bordo de barcos y en plantas empacadoras, con la asistencia de "
      "{n:48} patronos y {n:731} tripulantes."),
    ul("Los peritos calificaron {n:87} accidentes de los {n:109} que las empresas notificaron en {y:2019}; el resto quedó pendiente "
       "por falta de certificados.",
       "Se inspeccionaron {n:534} locales, sobre todo talleres navales, y se acordaron correctivos con plazo de treinta días."),
    p("La nómina de pensiones que se pagó en la provincia se desglosa así:"),
    table(["PROVINCIA", "PRESTACIONES", "PENSIONISTAS", "JUBILADOS INVALIDEZ", "JUBILADOS VEJEZ", "JUBILADOS DISCAPACIDAD",
           "TOTAL JUBILADOS", "BENEFICIARIOS DE MONTEPÍO", "VALOR PAGADO"],
          [["Santa Elena", "{n:9,806|9806}", "{n:7,412|7412}", "{n:188}", "{n:5,961|5961}", "{n:236}", "{n:6,385|6385}", "{n:1,027|1027}",
            "{usd:6,314,208.57|6314208.57}"]], [10, 11, 11, 10, 10, 10.5, 10.5, 11, 9],
          caption="Prestaciones y jubilados que constan en la nómina provincial, {date:diciembre 2019|2019-12}", small=True, bullet=True),
    ul("**Prestaciones:** pagos que figuran en la nómina del mes.",
       "**Pensionistas:** quienes cobran por su propio derecho o por el de un familiar fallecido.", tight=True),
    p("El Seguro Social Campesino llevó odontólogos y parteras a las comunas del norte, y cerró el ejercicio con la población que "
      "muestra el cuadro."),
    table(["DISPENSARIOS", "ORGANIZACIONES", "JEFES COTIZANTES", "JUBILADOS ACTIVOS", "JUBILADOS PENSIONISTAS", "POBLACION BENEFICIADA"],
          [["{n:21}", "{n:94}", "{n:6.870|6870}", "{n:1.015|1015}", "{n:1.402|1402}", "{n:20.336|20336}"]], [16, 18, 15, 14, 17, 17], small=True,
          caption="AFILIADOS DEL SEGURO CAMPESINO CON CORTE AL {date:31-12-2019|2019-12-31}"),
    h1("1", "Cobertura Institucional", "coverage"),
    p("El padrón provincial cerró {y:2019} con {n:46.271|46271} cotizantes: hombres {n:25.390|25390} y mujeres {n:20.881|20881}. La "
      "zona de mayor crecimiento fue la franja pesquera, donde las brigadas permanecieron cuatro meses seguidos."),
    p("Cuatro consultorios y un centro clínico-quirúrgico atendieron a la península; quienes viven con una discapacidad entraron por "
      "una fila propia y recibieron ayudas técnicas a domicilio."),
    h1("2", "Logros alcanzados", "achievements"),
    p("Los avances que la ciudadanía valoró más en las encuestas de salida fueron:"),
    ul("Turnos por teléfono para las comunas sin internet.",
       "Una sala de espera nueva en La Libertad, con rampas, baños adaptados y señales en braille, que recibe cada día a más de "
       "{n:350} visitantes.",
       "Archivo pasivo digitalizado por completo: {n:12.640|12640} expedientes quedaron disponibles en línea.",
       "Campaña “Al día con tu aporte”, dirigida a dueños de embarcaciones menores.",
       "Entrega de lentes y audífonos a {n:219} jubilados de Ancón."),
    p("Las jornadas de puertas abiertas completaron el esfuerzo: vecinos de todos los cantones conversaron con los técnicos y "
      "dejaron sugerencias que hoy forman parte del plan siguiente."),
    h1("3", "Implementación de políticas públicas para la igualdad", "equality_policies"),
    h2("Políticas públicas interculturales", "a"),
    p("Los promotores de salud hablaron con los cabildos de las comunas ancestrales y acordaron horarios compatibles con la pesca y "
      "la cosecha de ciruela."),
    h2("Políticas públicas generacionales", "b"),
    p("Las personas mayores eligieron ellas mismas los cursos, y cada grupo nombró a una delegada que evaluó a los instructores."),
    h2("Políticas públicas de discapacidades", "c"),
    p("Todas las ventanillas de planta baja quedaron accesibles, y un intérprete de lengua de señas acude los martes."),
    h2("Políticas públicas de género", "d"),
    p("Se abrió una sala de lactancia y se capacitó al personal para detectar situaciones de violencia y derivarlas sin demora."),
    h1("4", "Objetivos Institucionales", "objectives"),
    ul("Objetivo Estratégico N°{obj:1}. Cuidar el equilibrio financiero de cada uno de los fondos que administra la institución",
       "Objetivo Estratégico N°{obj:2} Gastar mejor y a tiempo", "Objetivo Estratégico N°{obj:3}. Sumar nuevos cotizantes",
       "Objetivo Estratégico N°{obj:4}. Atender con calidez y sin demoras a quien solicita una prestación, sea en persona o por vía "
       "electrónica",
       "Objetivo Estratégico N°{obj:5} Simplificar los procesos"),
    h1("5", "Ejecución programáticas y presupuestaria", "budget_execution"),
    table(["FONDO PRESTACIONAL", "TOTAL PRESUPUESTO INSTITUCIONAL", "GASTO CORRIENTE PLANIFICADO", "GASTO CORRIENTE EJECUTADO"],
          [["DIRECCION PROVINCIAL", "{usd:842.310.00|842310.00}", "{usd:838,910.00|838910.00}", "{usd:761,204.37|761204.37}"],
           ["SALUD", "{usd:18,605,447.32|18605447.32}", "{usd:18,605,447.32|18605447.32}", "{usd:17,118,290.66|17118290.66}"],
           ["SEGURO SOCIAL CAMPESINO", "{usd:4.411.208.75|4411208.75}", "{usd:4,411,208.75|4411208.75}", "{usd:3,902,577.40|3902577.40}"],
           ["RIESGOS DEL TRABAJO", "{usd:98,430.00|98430.00}", "{usd:98,430.00|98430.00}", "{usd:71,655.28|71655.28}"],
           ["PENSIONES", "{usd:164,275.00|164275.00}", "{usd:164,275.00|164275.00}", "{usd:149,016.93|149016.93}"]], [28, 24, 20, 22],
          facts="fund"),
    h1("6", "Procesos de contratación y compras públicas de bienes y servicios", "procurement"),
    procurement([["Ínfima Cuantía", None, None, "{n:19}", "{usd:42.907.36|42907.36}"], ["Publicación", *ZERO], ["Licitación", *ZERO],
                 ["Subasta Inversa Electrónica", None, None, "{n:2}", "{usd:208.450,00|208450.00}"],
                 ["Procesos de Declaratoria de Emergencia", *ZERO], ["Concurso Público", *ZERO], ["Contratación Directa", *ZERO],
                 ["Menor Cuantía", *ZERO], ["Lista corta", *ZERO], ["Producción Nacional", *ZERO], ["Terminación Unilateral", *ZERO],
                 ["Consultoría", *ZERO], ["Régimen Especial", None, None, "{n:1}", "{usd:13.720,50|13720.50}"],
                 ["Catálogo Electrónico", None, None, "{n:6}", "{usd:57.318,44|57318.44}"], ["Cotización", *ZERO],
                 ["Ferias Inclusivas", *ZERO], ["Otras", *ZERO]], [22, 14, 17, 14, 17],
                caption="PROCESOS DE CONTRATACIÓN Y COMPRAS PÚBLICAS DE BIENES Y SERVICIOS"),
    h1("7", "Enajenación de bienes, expropiaciones y donaciones", "asset_disposals"),
    p("La provincia no vendió, expropió ni donó bien alguno en {y:2019}, y los inventarios de cierre lo confirman sin "
      "salvedades de los auditores."),
    h1("8", "Incorporación de recomendaciones y dictámenes por parte de las entidades de la Función de Transparencia y Control Social, "
       "y de la Procuraduría General del Estado", "recommendations"),
    p("Los exámenes que estaban abiertos recibieron respuesta dentro del plazo; el área jurídica guardó copia de cada contestación "
      "y de los anexos que la sustentan, como se indica a continuación:"),
    h2("Auditoría Interna IESS:"),
    table(EXAMINATIONS, [
        ["Examen especial “A la entrega de ortesis, prótesis y ayudas técnicas en los consultorios de la costa”, por el período "
         "comprendido entre el {per:1 de febrero de 2014 y el 30 de junio de 2017|2014-02-01/2017-06-30}.",
         SENT + "{memo:IESS-DPSE-2019-0412-M}"],
        ["Examen especial “Al uso de combustibles, repuestos y llantas de los vehículos asignados a las brigadas de afiliación”.",
         SENT + "{memo:IESS-DPSE-2019-0977-M}."]], [58, 34], facts="examinations", body="Auditoría Interna IESS"),
    h2("Contraloría General del Estado:"),
    table(EXAMINATIONS, [
        ["Examen especial “A las fases de compra, recepción y pago de equipos de esterilización, su custodia en bodega y su puesta en "
         "marcha en los quirófanos; y, al seguimiento de las garantías técnicas que ofrecieron los proveedores”, "
         "del {per:2 de enero de 2015 al 31 de octubre de 2018|2015-01-02/2018-10-31}.", SENT + "{memo:IESS-DPSE-2019-1530-M}."],
        ["Examen especial “A los bienes inmuebles recibidos en dación de pago y a su registro contable”.",
         SENT + "{memo:IESS-DPSE-2019-1688-M}."],
        ["“A la liquidación de intereses y multas cobrados a empleadores del sector pesquero, entre {per:marzo de 2011 y agosto de "
         "2016|2011-03/2016-08}.”", SENT + "{memo:IESS-DPSE-2019-2004-M}."]], [58, 34], facts="examinations",
          body="Contraloría General del Estado"),
]
