// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/site.h"
#include "ui/sites/siteactivity.h"

#include <QAbstractListModel>

#include <optional>

class SiteWatch;

/// The sites in the order of the picker, all or those of one state, with what they sent lately.
class SiteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// Both references must outlive it.
    SiteModel(const SiteWatch &watch, const Clock &clock, QObject *parent = nullptr);

    void setSites(const QList<Site> &sites);
    /// Nothing = all.
    void setState(std::optional<SiteActivity::State> state);
    /// What the watch knows has changed.
    void refresh();
    int countOf(SiteActivity::State state) const;
    int siteCount() const { return static_cast<int>(m_sites.size()); }

    const Site &siteAt(int row) const { return m_rows.at(row); }
    SiteActivity activityAt(int row) const;
    QString textAt(int row) const;
    Micros now() const { return m_clock.now(); }
    /// -1 = not shown.
    int rowOf(const QString &site) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void arrange();

    const SiteWatch &m_watch;
    const Clock &m_clock;
    std::optional<SiteActivity::State> m_state;
    QList<Site> m_sites;
    QList<Site> m_rows;
};
