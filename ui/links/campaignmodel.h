// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/linkcampaign.h"
#include "ui/links/linkstock.h"

#include <QAbstractTableModel>
#include <QThreadPool>

/// Campaigns with the clicks of their links, which are summed in a thread of its own. Main thread.
class CampaignModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CampaignModel)

public:
    enum Column { Name, Links, Today, Month, Total, State, ColumnCount };

    explicit CampaignModel(QObject *parent = nullptr);
    ~CampaignModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setCampaigns(const QList<LinkCampaign> &campaigns);
    /// Sums again.
    void setClicks(std::shared_ptr<const LinkStock> stock, std::shared_ptr<const LinkCounts> counts);
    const LinkCampaign &at(int row) const { return m_campaigns.at(row); }
    bool isBusy() const { return m_summing > 0; }

Q_SIGNALS:
    void summed();

private:
    QList<LinkCampaign> m_campaigns;
    QHash<QString, LinkClicks> m_sums; ///< by campaign
    int m_summing = 0;
    QThreadPool m_worker; ///< one thread; last, because its jobs post to this object
};
