// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is done with links.

#include "core/questions/sitequestions.h"
#include "ui/links/bulkdialog.h"
#include "ui/links/campaignsview.h"
#include "ui/links/linkactions.h"
#include "ui/links/linkbar.h"
#include "ui/links/linkcommands.h"
#include "ui/links/linkdialog.h"
#include "ui/links/linkspage.h"
#include "ui/links/linksqr.h"
#include "ui/links/linkview.h"
#include "ui/past/questiondialogs.h"
#include "ui/text/linetext.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/rowtable.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

namespace {

constexpr int kMostCopied = 10'000;

} // namespace

void LinksPage::connectActions()
{
    const auto one = [this](QAction *action, auto use) {
        connect(action, &QAction::triggered, this, [this, use] {
            if (const std::optional<Link> link = current())
                use(*link);
        });
    };
    const auto say = [this](const QString &sentence) { Q_EMIT messagePosted(sentence); };
    const auto urlOf = [this](const Link &link) {
        return LinkText::shortUrl(m_model.collectorUrl(), link.code);
    };
    connect(m_table, &QAbstractItemView::activated, m_actions->open, &QAction::trigger);
    one(m_actions->open, [this](const Link &link) { openLink(link.code); });
    one(m_actions->edit, [this](const Link &link) { edit(link); });
    one(m_actions->openDestination, [](const Link &link) { QDesktopServices::openUrl(QUrl(link.url)); });
    one(m_actions->copyQr, [=](const Link &link) { LinksQr::copy(urlOf(link), say); });
    for (const auto &[action, format] : {std::pair {m_actions->saveSvg, QStringLiteral("svg")},
                                         {m_actions->savePng, QStringLiteral("png")}}) {
        one(action, [this, say, urlOf, format = format](const Link &link) {
            LinksQr::save(this, m_saveFile, link, urlOf(link), format, say);
        });
    }
    one(m_actions->showHistory, [this](const Link &link) { Q_EMIT historyWanted(link.code, link.site); });
    one(m_actions->showMap, [this](const Link &link) { Q_EMIT mapWanted(link.code, link.site); });
    const auto on = [this](QAction *action, auto use) { connect(action, &QAction::triggered, this, use); };
    on(m_actions->copy, [this] { copySelection(); });
    on(m_actions->saveSheet,
       [this, say] { LinksQr::saveSheet(this, m_saveFile, selected(), m_model.collectorUrl(), say); });
    on(m_actions->archive, [this] {
        const QList<Link> links = selected();
        const bool areArchived = std::ranges::all_of(links,
                                                     [](const Link &link) { return link.archivedAt != 0; });
        m_commands->archive(links, !areArchived);
    });
    on(m_actions->changeTags, [this] { changeTags(); });
    on(m_actions->setCampaign, [this] { setCampaign(); });
    on(m_actions->remove, [this] { m_commands->remove(selected()); });
    auto *undo = new QAction(this);
    undo->setShortcut(QKeySequence::Undo);
    undo->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(undo);
    connect(undo, &QAction::triggered, m_commands, &LinkCommands::undo);
    connect(m_undo, &QPushButton::clicked, m_commands, &LinkCommands::undo);
    connect(m_notice, &NoticeBar::dismissed, m_commands, &LinkCommands::forget);
    connect(m_commands, &LinkCommands::done, this, [this](const QString &what) {
        m_notice->setText(QString());
        m_notice->setText(what);
    });
    connect(m_commands, &LinkCommands::undone, this, [this](const QString &what) {
        m_notice->setText(QString());
        Q_EMIT messagePosted(what);
        focusContent();
    });
    connect(m_commands, &LinkCommands::failed, this, &LinksPage::messagePosted);
    connect(m_view, &LinkView::backWanted, this, &LinksPage::showList);
    connect(m_view, &LinkView::editWanted, this, &LinksPage::edit);
    connect(m_view, &LinkView::messagePosted, this, &LinksPage::messagePosted);
    connect(m_view, &LinkView::settledChanged, this, &LinksPage::settledChanged);
    connect(m_view, &LinkView::historyWanted, this, &LinksPage::historyWanted);
    connect(m_view, &LinkView::mapWanted, this, &LinksPage::mapWanted);
    connect(m_campaigns, &CampaignsView::linksWanted, this, [this](const QString &campaign) {
        showList();
        m_bar->showCampaign(campaign);
    });
    connect(m_campaigns, &CampaignsView::historyWanted, this, &LinksPage::campaignWanted);
    connect(m_campaigns, &CampaignsView::messagePosted, this, &LinksPage::messagePosted);
    connect(m_campaigns, &CampaignsView::settledChanged, this, &LinksPage::settledChanged);
}

void LinksPage::newLink()
{
    openDialogFor(std::nullopt);
}

void LinksPage::edit(const Link &link)
{
    openDialogFor(link);
}

void LinksPage::openDialogFor(const std::optional<Link> &link)
{
    auto *dialog = new LinkDialog({m_questions.links, m_clock, m_questions.sites, m_site,
                                   m_model.collectorUrl(), m_model.sharedStock()},
                                  link, this);
    connect(dialog, &LinkDialog::saved, this, &LinksPage::onSaved);
    openDialog(dialog);
}

void LinksPage::onSaved(const Link &link, bool isNew, bool copies)
{
    const QString url = LinkText::shortUrl(m_model.collectorUrl(), link.code);
    if (copies)
        QApplication::clipboard()->setText(url);
    Q_EMIT messagePosted(LineText::fill(copies      ? tr("%1 made and copied")
                                            : isNew ? tr("%1 made")
                                                    : tr("%1 saved"),
                                        url));
    m_wanted = link.code;
    m_commands->forget(); // to take back what was done before would undo this as well
    m_notice->setText(QString());
}

void LinksPage::changeTags()
{
    const QList<Link> links = selected();
    if (links.isEmpty())
        return;
    auto *dialog = new TagsDialog(links, this);
    connect(dialog, &TagsDialog::chosen, m_commands,
            [this, links](const QStringList &add, const QStringList &takeAway) {
                m_commands->changeTags(links, add, takeAway);
            });
    openDialog(dialog);
}

void LinksPage::setCampaign()
{
    const QList<Link> links = selected();
    if (links.isEmpty())
        return;
    auto *dialog = new CampaignDialog(links, m_model.stock().campaigns, this);
    connect(dialog, &CampaignDialog::chosen, m_commands,
            [this, links](const QString &campaign) { m_commands->setCampaign(links, campaign); });
    openDialog(dialog);
}

void LinksPage::copySelection()
{
    QStringList urls;
    for (const int row : m_table->selectedRowNumbers(kMostCopied))
        urls.append(LinkText::shortUrl(m_model.collectorUrl(), m_model.linkAt(row).code));
    if (urls.isEmpty())
        return;
    QApplication::clipboard()->setText(urls.join(u'\n'));
    Q_EMIT messagePosted(urls.size() == 1
                             ? LineText::fill(tr("%1 copied"), urls.constFirst())
                             : tr("%Ln addresses copied", nullptr, static_cast<int>(urls.size())));
}
