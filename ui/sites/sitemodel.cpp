// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitemodel.h"

#include "ui/sites/sitewatch.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <algorithm>
#include <utility>

SiteModel::SiteModel(const SiteWatch &watch, const Clock &clock, QObject *parent) :
    QAbstractListModel(parent), m_watch(watch), m_clock(clock)
{
}

void SiteModel::setSites(const QList<Site> &sites)
{
    m_sites = sites;
    arrange();
}

void SiteModel::setState(std::optional<SiteActivity::State> state)
{
    m_state = state;
    arrange();
}

void SiteModel::refresh()
{
    if (m_state)
        arrange(); // one may have begun, or fallen silent
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void SiteModel::arrange()
{
    QList<Site> rows;
    for (const Site &site : std::as_const(m_sites)) {
        if (!m_state || m_watch.activityOf(site.id).stateAt(m_clock.now()) == *m_state)
            rows.append(site);
    }
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int SiteModel::countOf(SiteActivity::State state) const
{
    return static_cast<int>(std::ranges::count_if(m_sites, [&](const Site &site) {
        return m_watch.activityOf(site.id).stateAt(m_clock.now()) == state;
    }));
}

SiteActivity SiteModel::activityAt(int row) const
{
    return m_watch.activityOf(m_rows.at(row).id);
}

QString SiteModel::textAt(int row) const
{
    const SiteActivity activity = activityAt(row);
    return activity.isKnown ? LineText::joined(
               {SiteActivity::nameOf(activity.stateAt(m_clock.now())), activity.textAt(m_clock.now())})
                            : activity.textAt(m_clock.now());
}

int SiteModel::rowOf(const QString &site) const
{
    const auto found = std::ranges::find(m_rows, site, &Site::id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int SiteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SiteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Site &site = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return LineText::unturned(site.displayName());
    case Qt::AccessibleTextRole:
        return LineText::joined(
            {site.displayName(), textAt(index.row()),
             LineText::fill(activityAt(index.row()).today == 1 ? tr("%1 hit today") : tr("%1 hits today"),
                            Format::number(activityAt(index.row()).today))},
            QStringLiteral(", "));
    case Qt::ToolTipRole:
        return PlainText::toolTip(site.domains.isEmpty() ? tr("Takes hits of any host.")
                                                         : site.domains.join(QStringLiteral(", ")));
    default: return {};
    }
}
