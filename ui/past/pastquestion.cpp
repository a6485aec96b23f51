// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/pastquestion.h"

#include "core/bus/signalbus.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <algorithm>
#include <optional>

namespace {

constexpr int kMovingMs = 5000;
constexpr QLatin1StringView kQuestion("question");
constexpr QLatin1StringView kMetric("metric");

std::optional<Site> copyOf(const Site *site)
{
    return site ? std::optional(*site) : std::nullopt;
}

} // namespace

PastQuestion::PastQuestion(SignalBus &bus, SiteQuestions &source, const Clock &clock, QObject *parent) :
    QObject(parent), m_clock(clock), m_sites(source.sites())
{
    connect(&bus, &SignalBus::sitesChanged, this, &PastQuestion::onSitesChanged);
    m_moving.setInterval(kMovingMs);
    connect(&m_moving, &QTimer::timeout, this, &PastQuestion::moved);
    connect(this, &PastQuestion::changed, this, [this] {
        if (current().range.isMoving())
            m_moving.start();
        else
            m_moving.stop();
    });
}

void PastQuestion::ask(const Question &next)
{
    if (m_stack.push(next))
        Q_EMIT changed();
    else
        Q_EMIT kept();
}

void PastQuestion::setPeriod(PastRange::Period period)
{
    Question next = current();
    next.range = {};
    next.range.period = period;
    ask(next);
}

void PastQuestion::toggle(const DimensionFilter &filter)
{
    Question next = current();
    next.toggle(filter);
    ask(next);
}

void PastQuestion::undo()
{
    if (m_stack.undo())
        Q_EMIT changed();
}

void PastQuestion::redo()
{
    if (m_stack.redo())
        Q_EMIT changed();
}

void PastQuestion::setMetric(Metric metric)
{
    if (metric == m_metric)
        return;
    m_metric = metric;
    Q_EMIT metricChanged();
}

const Site *PastQuestion::site() const
{
    const auto found = std::ranges::find(m_sites, m_name, &Site::id);
    if (found != m_sites.cend())
        return &*found;
    return m_sites.size() == 1 ? &m_sites.constFirst() : nullptr;
}

QString PastQuestion::zone() const
{
    const Site *shown = site();
    return shown && QTimeZone(shown->timezone.toUtf8()).isValid() ? shown->timezone : QStringLiteral("UTC");
}

void PastQuestion::setSite(const QString &name)
{
    m_name = name;
    const Site *shown = site();
    Question next = current();
    const QString id = shown ? shown->id : QString();
    if (id != next.site) {
        const bool isFirst = next.site.isEmpty();
        next.site = id;
        if (!isFirst) { // values of one site say nothing about another
            next.filters.clear();
            next.link.clear();
        }
        if (!isFirst || !m_isRestored)
            next.includesBots = shown && shown->countsBots();
        m_extent = {};
        m_stack.reset(next);
        Q_EMIT siteChanged();
    }
    Q_EMIT changed();
}

void PastQuestion::onSitesChanged(const QList<Site> &sites)
{
    const std::optional<Site> before = copyOf(site());
    m_sites = sites;
    if (copyOf(site()) != before)
        setSite(m_name);
    else
        Q_EMIT sitesChanged();
}

bool PastQuestion::isRunning() const
{
    return current().isRunning(zone(), now());
}

StatsQuery PastQuestion::query() const
{
    return current().toQuery(zone(), now(), m_extent);
}

QByteArray PastQuestion::state() const
{
    const QJsonObject object {{kQuestion, QString::fromUtf8(current().state())},
                              {kMetric, toString(m_metric)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void PastQuestion::restoreState(const QByteArray &state)
{
    const QJsonObject object = QJsonDocument::fromJson(state).object();
    if (object.isEmpty())
        return;
    m_isRestored = true;
    Question kept = Question::fromState(object.value(kQuestion).toString().toUtf8());
    kept.site = current().site;
    m_stack.reset(kept);
    setMetric(metricOf(object.value(kMetric).toString()).value_or(Metric::Visitors));
    Q_EMIT changed();
}
