// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/visitsmodel.h"

#include "ui/past/pasttext.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/textdelegate.h"

namespace {

const QString kLocal =
    QStringLiteral("local"); ///< stands for a named network where a country's code would be

} // namespace

VisitsModel::VisitsModel(QObject *parent) : QAbstractTableModel(parent) { }

int VisitsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visits.size());
}

int VisitsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant VisitsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const VisitSummary &visit = m_visits.at(index.row());
    if (role == TextDelegate::kPlaceRole && index.column() == Place) // a named network has no country
        return visit.country.isEmpty() && !visit.city.isEmpty() ? kLocal : visit.country;
    const QString shown = text(visit, index.column());
    return role == Qt::DisplayRole ? QVariant(shown)
        : role == Qt::ToolTipRole  ? QVariant(PlainText::toolTip(shown))
                                   : QVariant();
}

QString VisitsModel::text(const VisitSummary &visit, int column) const
{
    const auto named = [](const char *dimension, const QString &value) {
        return PastText::value(QString::fromLatin1(dimension), value);
    };
    switch (column) {
    case Time: return m_clock.text(visit.last, m_now);
    case Duration:
        return MetricText::duration(static_cast<double>(visit.last - visit.first) / kMicrosPerSecond);
    case Pageviews: return Format::number(visit.pageviews);
    case Entry: return LineText::path(visit.entryPage);
    case Exit:
        if (visit.exitPage == visit.entryPage)
            return visit.exitPage.isEmpty() ? QString() : tr("same", "the exit page is the entry page");
        return LineText::path(visit.exitPage);
    case Source: return named("source", visit.source);
    case Place:
        if (visit.city.isEmpty())
            return named("country", visit.country);
        // A named network is a place without a country.
        return visit.country.isEmpty()
            ? LineText::part(visit.city)
            : LineText::fill(tr("%1, %2"), visit.city, named("country", visit.country));
    case Client: {
        QStringList parts {visit.browser, visit.os, visit.device};
        parts.removeAll(QString());
        return parts.isEmpty() ? tr("Unknown") : LineText::joined(parts);
    }
    default: return {};
    }
}

QVariant VisitsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Last seen");
    case Duration: return tr("Duration");
    case Pageviews: return tr("Pages");
    case Entry: return tr("Entry page");
    case Exit: return tr("Exit page");
    case Source: return tr("Source");
    case Place: return tr("Place");
    case Client: return tr("Browser");
    default: return {};
    }
}

bool VisitsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isWaiting && !m_cursor.isEmpty();
}

void VisitsModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isWaiting = true;
    Q_EMIT moreWanted();
}

void VisitsModel::clear()
{
    beginResetModel();
    m_visits.clear();
    m_cursor.clear();
    m_isWaiting = false;
    endResetModel();
}

void VisitsModel::append(const VisitsPage &page)
{
    m_isWaiting = false;
    m_cursor = page.nextCursor;
    if (page.visits.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(page.visits.size()) - 1);
    m_visits += page.visits;
    endInsertRows();
}

void VisitsModel::setTimeZone(const QTimeZone &zone, Micros now)
{
    m_clock = ZoneClock(zone);
    m_now = now;
}
