// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/campaignsview.h"

#include "core/questions/sitequestions.h"
#include "ui/links/linkmodel.h"
#include "ui/look/theme.h"
#include "ui/text/textscale.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/textdelegate.h"

#include <QItemSelectionModel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kMostSelected = 1000;
constexpr qsizetype kMostFilters = 200; ///< links that History is asked about at once

QList<int> campaignWidths(int width)
{
    QList<int> widths {0, 76, 76, 84, 92, 112};
    int rest = width;
    for (int &column : widths) {
        column = TextScale::scaled(column);
        rest -= column;
    }
    for (const int column : {CampaignModel::Today, CampaignModel::Links, CampaignModel::Total}) {
        if (rest >= TextScale::scaled(160))
            break;
        rest += std::exchange(widths[column], 0);
    }
    widths[CampaignModel::Name] = std::max(TextScale::scaled(80), rest);
    return widths;
}

} // namespace

CampaignsView::CampaignsView(const AllQuestions &questions, LinkModel &links, QWidget *parent) :
    QWidget(parent),
    m_source(questions.links),
    m_sites(questions.sites),
    m_links(links),
    m_table(new RowTable(this)),
    m_state(new StatePanel(m_table, this)),
    m_conclude(new QPushButton(this)),
    m_open(new QPushButton(tr("Show its links"), this)),
    m_history(new QPushButton(tr("Open in History"), this))
{
    setObjectName(QStringLiteral("campaignsView"));
    m_table->setObjectName(QStringLiteral("campaignTable"));
    m_table->setAccessibleName(tr("Campaigns"));
    m_table->setItemDelegate(new TextDelegate(
        {CampaignModel::Links, CampaignModel::Today, CampaignModel::Month, CampaignModel::Total},
        {CampaignModel::State}, m_table));
    m_table->setModel(&m_model);
    m_table->setColumnLayout(campaignWidths);
    m_state->setObjectName(QStringLiteral("campaignsState"));
    m_state->setEmptyText(tr("No campaigns yet"),
                          tr("Write a campaign into the form of a link, or give one to "
                             "several links at once, and they are counted together."));
    m_conclude->setObjectName(QStringLiteral("campaignConclude"));
    m_open->setObjectName(QStringLiteral("campaignLinks"));
    m_history->setObjectName(QStringLiteral("campaignHistory"));
    m_history->setToolTip(tr("The links of the chosen campaigns together"));
    auto *buttons = new FlowLayout(Metrics::kGrid);
    for (QPushButton *button : {m_open, m_history, m_conclude})
        buttons->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(3 * Metrics::kGrid, Metrics::kGrid, 2 * Metrics::kGrid, Metrics::kGrid);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(buttons);
    column->addWidget(m_state, 1);
    connect(m_state, &StatePanel::retryRequested, this, &CampaignsView::reload);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &CampaignsView::updateButtons);
    connect(&m_model, &CampaignModel::summed, this, &CampaignsView::settledChanged);
    connect(&m_links, &LinkModel::countsChanged, this, [this] {
        if (isVisible())
            sum();
    });
    connect(&m_links, &LinkModel::linksChanged, this, [this] {
        if (isVisible())
            reload();
    });
    const auto openLinks = [this] {
        if (const QList<LinkCampaign> chosen = selected(); chosen.size() == 1)
            Q_EMIT linksWanted(chosen.constFirst().name);
    };
    connect(m_open, &QPushButton::clicked, this, openLinks);
    connect(m_table, &QAbstractItemView::activated, this, openLinks);
    connect(m_history, &QPushButton::clicked, this, &CampaignsView::showHistory);
    connect(m_conclude, &QPushButton::clicked, this, &CampaignsView::conclude);
    updateButtons();
}

bool CampaignsView::focusContent()
{
    if (!m_table->isVisible())
        return false;
    m_table->setFocus();
    return true;
}

void CampaignsView::reload()
{
    m_asking = m_source.campaigns(this, [this](const Result<QList<LinkCampaign>> &campaigns) {
        m_state->setError(campaigns ? QString() : campaigns.error().message);
        if (campaigns) {
            const int row = m_table->currentIndex().row();
            m_model.setCampaigns(*campaigns);
            if (row >= 0 && row < m_model.rowCount() && m_table->selectedRowNumbers(1).isEmpty())
                m_table->setCurrentIndex(m_model.index(row, 0));
            sum();
        }
        m_state->setState(m_model.rowCount() > 0 ? StatePanel::State::Data : StatePanel::State::Empty);
        updateButtons();
        Q_EMIT settledChanged();
    });
}

void CampaignsView::sum()
{
    m_model.setClicks(m_links.sharedStock(), m_links.counts());
}

QList<LinkCampaign> CampaignsView::selected() const
{
    QList<LinkCampaign> campaigns;
    for (const int row : m_table->selectedRowNumbers(kMostSelected))
        campaigns.append(m_model.at(row));
    return campaigns;
}

void CampaignsView::updateButtons()
{
    const QList<LinkCampaign> chosen = selected();
    const bool areOver = !chosen.isEmpty() && std::ranges::all_of(chosen, [](const LinkCampaign &campaign) {
        return campaign.concludedAt != 0;
    });
    m_conclude->setText(areOver ? tr("Take up again") : tr("Conclude"));
    m_conclude->setToolTip(areOver ? tr("It counts as active again.")
                                   : tr("Its links go on; it counts as concluded."));
    m_conclude->setEnabled(!chosen.isEmpty());
    m_history->setEnabled(!linksWithHistory().isEmpty());
    m_open->setEnabled(chosen.size() == 1);
}

void CampaignsView::conclude()
{
    const QList<LinkCampaign> chosen = selected();
    const bool on =
        std::ranges::any_of(chosen, [](const LinkCampaign &campaign) { return campaign.concludedAt == 0; });
    for (const LinkCampaign &campaign : chosen) {
        m_changing.add(m_source.setConcluded(campaign.name, on, this, [this](const Result<void> &done) {
            if (!done)
                Q_EMIT messagePosted(done.error().message);
            if (!m_changing.isOpen())
                reload();
        }));
    }
}

QList<const Link *> CampaignsView::linksWithHistory() const
{
    QSet<QString> names, sites;
    for (const LinkCampaign &campaign : selected())
        names.insert(campaign.name);
    for (const Site &site : m_sites.sites())
        sites.insert(site.id);
    QList<const Link *> links;
    if (names.isEmpty())
        return links;
    for (const Link &link : m_links.stock().links) {
        if (names.contains(link.campaign) && sites.contains(link.site))
            links.append(&link);
    }
    return links;
}

void CampaignsView::showHistory()
{
    const QList<const Link *> links = linksWithHistory();
    const qsizetype shown = std::min(links.size(), kMostFilters);
    QSet<QString> sites;
    QStringList codes;
    for (const Link *link : links.first(shown)) {
        codes.append(link->code);
        sites.insert(link->site);
    }
    if (codes.isEmpty())
        return;
    Q_EMIT historyWanted(codes, sites.size() == 1 ? *sites.cbegin() : QString());
    if (shown < links.size())
        Q_EMIT messagePosted(
            tr("History shows the first %Ln links of these campaigns", nullptr, static_cast<int>(shown)));
}
