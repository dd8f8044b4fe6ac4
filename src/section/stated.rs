//! What the data of each standard section states, as facts.

use super::fact::{Fact, FactValue, Subject, SubjectKind, UnitOfMeasure};
use super::{
    AchievementsData, AssetDisposalsData, BudgetExecutionData, BudgetUnit, EqualityPoliciesData,
    Indicator, Indicators, ObjectivesData, Procedure, ProcurementData, RecommendationsData,
    SignaturesData,
};
use crate::atom::Value;
use crate::source::Span;

pub(super) fn of_budget(data: &BudgetExecutionData) -> impl Iterator<Item = Fact<'_>> {
    let units = data.units.iter().map(|it| (SubjectKind::Unit, it));
    let total = data.total.iter().map(|it| (SubjectKind::Total, it));
    units.chain(total).flat_map(|(kind, it)| of_unit(kind, it))
}

fn of_unit(kind: SubjectKind, it: &BudgetUnit) -> impl Iterator<Item = Fact<'_>> {
    let subject = Subject::new(kind, &it.unit);
    [
        ("codified", &it.codified, UnitOfMeasure::UsDollar),
        ("planned", &it.planned, UnitOfMeasure::UsDollar),
        ("executed", &it.executed, UnitOfMeasure::UsDollar),
        ("percent", &it.percent, UnitOfMeasure::Percent),
    ]
    .into_iter()
    .filter_map(move |(measure, figure, unit)| {
        Some(Fact::of_figure(subject, measure, figure.as_ref()?, unit))
    })
}

pub(super) fn of_procurement(data: &ProcurementData) -> impl Iterator<Item = Fact<'_>> {
    let procedures = data
        .procedures
        .iter()
        .map(|it| (SubjectKind::Procedure, it));
    let total = data.total.iter().map(|it| (SubjectKind::Total, it));
    procedures
        .chain(total)
        .flat_map(|(kind, it)| of_procedure(kind, it))
}

fn of_procedure(kind: SubjectKind, it: &Procedure) -> impl Iterator<Item = Fact<'_>> {
    let name = match kind {
        SubjectKind::Total => &it.label,
        _ => &it.procedure,
    };
    let subject = Subject::new(kind, name).with_label(&it.label);
    [
        ("awarded.count", "awarded.total", &it.awarded),
        ("finished.count", "finished.total", &it.finished),
    ]
    .into_iter()
    .flat_map(move |(count, total, stage)| {
        let number = stage
            .count
            .iter()
            .map(move |it| Fact::of_count(subject, count, it));
        let amount = stage.total.iter();
        number.chain(
            amount.map(move |it| Fact::of_figure(subject, total, it, UnitOfMeasure::UsDollar)),
        )
    })
}

pub(super) fn of_disposals(data: &AssetDisposalsData) -> impl Iterator<Item = Fact<'_>> {
    let office = Subject::new(SubjectKind::Office, "");
    let none = data.declared_none.then(|| {
        let flag = FactValue::Flag(true);
        Fact::new(office, "declared_none", flag, Span::default(), 0)
    });
    let disposals = data.disposals.iter().flat_map(|it| {
        let subject = Subject::new(SubjectKind::Asset, it.kind.as_str()).with_label(&it.text);
        let text = Fact::new(subject, "text", FactValue::Text(&it.text), it.span, it.line);
        let value = it.value.iter();
        let value =
            value.map(move |it| Fact::of_figure(subject, "value", it, UnitOfMeasure::UsDollar));
        std::iter::once(text).chain(value)
    });
    none.into_iter().chain(disposals)
}

pub(super) fn of_indicators(data: &Indicators) -> impl Iterator<Item = Fact<'_>> {
    of_concepts(&data.indicators)
}

fn of_concepts(indicators: &[Indicator]) -> impl Iterator<Item = Fact<'_>> {
    indicators.iter().filter_map(|it| {
        let subject = Subject::new(SubjectKind::Concept, &it.concept).with_label(&it.label);
        let value = Value::parse(crate::atom::AtomKind::Number, &it.value)?.decimal()?;
        let fact = Fact::new(subject, "value", FactValue::Number(value), it.span, it.line);
        Some(Fact {
            unit: it.unit(),
            period: it.period,
            ..fact
        })
    })
}

pub(super) fn of_recommendations(data: &RecommendationsData) -> impl Iterator<Item = Fact<'_>> {
    data.recommendations.iter().flat_map(|it| {
        let body = it.body.as_deref().unwrap_or_default();
        let subject = Subject::new(SubjectKind::Body, body);
        let fact = move |measure, value| Fact::new(subject, measure, value, it.span, it.line);
        let examination = it
            .examination
            .iter()
            .map(move |text| fact("examination", FactValue::Text(text)));
        let references = it.references.iter();
        let references = references.map(move |own| fact("reference", FactValue::Reference(own)));
        let dates = it
            .dates
            .iter()
            .map(move |date| fact("date", FactValue::Date(*date)));
        let items = it.items.iter().map(move |item| {
            let subject = Subject::new(SubjectKind::Recommendation, &item.number).with_label(body);
            Fact::new(
                subject,
                "text",
                FactValue::Text(&item.text),
                it.span,
                it.line,
            )
        });
        let evidence = it
            .evidence
            .iter()
            .map(move |url| fact("evidence", FactValue::Text(url)));
        examination
            .chain(references)
            .chain(dates)
            .chain(items)
            .chain(evidence)
    })
}

pub(super) fn of_objectives(data: &ObjectivesData) -> impl Iterator<Item = Fact<'_>> {
    data.objectives.iter().map(|it| {
        let subject = Subject::new(
            SubjectKind::Objective,
            it.number.as_deref().unwrap_or_default(),
        );
        Fact::new(subject, "text", FactValue::Text(&it.text), it.span, it.line)
    })
}

pub(super) fn of_achievements(data: &AchievementsData) -> impl Iterator<Item = Fact<'_>> {
    let achievements = data.achievements.iter().map(|it| {
        let subject = Subject::new(
            SubjectKind::Achievement,
            it.title.as_deref().unwrap_or_default(),
        );
        Fact::new(subject, "text", FactValue::Text(&it.text), it.span, it.line)
    });
    achievements.chain(of_concepts(&data.indicators))
}

pub(super) fn of_policies(data: &EqualityPoliciesData) -> impl Iterator<Item = Fact<'_>> {
    data.policies.iter().map(|it| {
        let subject = Subject::new(SubjectKind::Focus, it.focus.as_str());
        Fact::new(subject, "text", FactValue::Text(&it.text), it.span, it.line)
    })
}

pub(super) fn of_signatures(data: &SignaturesData) -> impl Iterator<Item = Fact<'_>> {
    data.signatories.iter().map(|it| {
        let subject = Subject::new(SubjectKind::Person, &it.name);
        Fact::new(
            subject,
            "title",
            FactValue::Text(&it.title),
            it.span,
            it.line,
        )
    })
}
