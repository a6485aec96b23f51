// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/campaignmodel.h"

#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <utility>

CampaignModel::CampaignModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_worker.setMaxThreadCount(1);
}

CampaignModel::~CampaignModel()
{
    m_worker.waitForDone();
}

int CampaignModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_campaigns.size());
}

int CampaignModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CampaignModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::ToolTipRole)
        return PlainText::toolTip(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    const LinkCampaign &campaign = m_campaigns.at(index.row());
    const LinkClicks clicks = m_sums.value(campaign.name);
    switch (index.column()) {
    case Name: return LineText::unturned(campaign.name);
    case Links: return Format::number(campaign.links);
    case Today: return Format::number(clicks.today);
    case Month: return Format::number(clicks.month);
    case Total: return Format::number(clicks.all);
    case State: return campaign.concludedAt == 0 ? tr("Active") : tr("Concluded");
    default: return {};
    }
}

QVariant CampaignModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Campaign");
    case Links: return tr("Links");
    case Today: return tr("Today");
    case Month: return tr("30 days");
    case Total: return tr("Total");
    case State: return tr("State");
    default: return {};
    }
}

void CampaignModel::setCampaigns(const QList<LinkCampaign> &campaigns)
{
    if (campaigns == m_campaigns)
        return;
    beginResetModel();
    m_campaigns = campaigns;
    endResetModel();
}

void CampaignModel::setClicks(std::shared_ptr<const LinkStock> stock,
                              std::shared_ptr<const LinkCounts> counts)
{
    ++m_summing;
    m_worker.start([this, stock = std::move(stock), counts = std::move(counts)]() mutable {
        QHash<QString, LinkClicks> sums;
        for (const Link &link : stock->links) {
            if (link.campaign.isEmpty())
                continue;
            const LinkClicks clicks = clicksOf(*counts, link.code);
            LinkClicks &sum = sums[link.campaign];
            sum.today += clicks.today;
            sum.month += clicks.month;
            sum.all += clicks.all;
        }
        stock.reset();
        counts.reset();
        QMetaObject::invokeMethod(
            this,
            [this, sums] {
                --m_summing;
                m_sums = sums;
                if (rowCount() > 0)
                    Q_EMIT dataChanged(index(0, Today), index(rowCount() - 1, Total), {Qt::DisplayRole});
                Q_EMIT summed();
            },
            Qt::QueuedConnection);
    });
}
