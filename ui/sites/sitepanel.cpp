// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitepanel.h"

#include "core/bus/signalbus.h"
#include "core/questions/collectorcontrol.h"
#include "core/questions/statsquestions.h"
#include "core/types/hosttext.h"
#include "ui/look/theme.h"
#include "ui/sites/sitefields.h"
#include "ui/sites/sitetokens.h"
#include "ui/sites/snippetcard.h"
#include "ui/sites/verifycard.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/onelinelabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace {

constexpr int kTitlePixels = 20; ///< at full size of texts

QLabel *captionOf(const QString &text, QWidget *parent)
{
    auto *caption = new PlainLabel(text, parent);
    caption->setFont(Type::caption());
    setTone(caption, Tone::Muted);
    return caption;
}

} // namespace

SitePanel::SitePanel(SignalBus &bus, const AllQuestions &questions, const Clock &clock, QWidget *parent) :
    QScrollArea(parent),
    m_questions(questions),
    m_content(new QWidget(this)),
    m_back(new QPushButton(tr("‹ All sites"), m_content)),
    m_title(new OneLineLabel(m_content)),
    m_hosts(new OneLineLabel(m_content)),
    m_snippet(new SnippetCard(m_content)),
    m_verify(new VerifyCard(bus, questions.sites, questions.collector, clock, m_content)),
    m_fields(new SiteFields(m_content)),
    m_tokens(new SiteTokens(questions.tokens, clock, m_content))
{
    setObjectName(QStringLiteral("sitePanel"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // what it holds has the keyboard
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(3 * Metrics::kGrid, 2 * Metrics::kGrid, 3 * Metrics::kGrid,
                               2 * Metrics::kGrid);
    column->setSpacing(Metrics::kGrid);
    column->addWidget(buildHead());
    column->addSpacing(Metrics::kGrid);
    column->addWidget(captionOf(tr("1 · Snippet"), m_content));
    column->addWidget(m_snippet);
    column->addSpacing(Metrics::kGrid);
    column->addWidget(captionOf(tr("2 · Verify"), m_content));
    column->addWidget(m_verify);
    column->addSpacing(2 * Metrics::kGrid);
    column->addWidget(m_fields);
    column->addSpacing(Metrics::kGrid);
    column->addWidget(m_tokens);
    column->addStretch(1);
    column->addWidget(buildFoot());
    setWidget(m_content);
    connectParts();
    connect(&bus, &SignalBus::collectorStateChanged, this, &SitePanel::refresh);
    connect(&questions.stats, &StatsQuestions::goalsChanged, this, &SitePanel::refresh);
}

QWidget *SitePanel::buildHead()
{
    auto *head = new QWidget(m_content);
    QFont big = Type::strong();
    big.setPixelSize(TextScale::scaled(kTitlePixels));
    m_title->setFont(big);
    m_title->setObjectName(QStringLiteral("siteTitle"));
    m_hosts->setObjectName(QStringLiteral("siteHosts"));
    setTone(m_hosts, Tone::Muted);
    m_back->setObjectName(QStringLiteral("sitesBack"));
    m_back->hide();
    auto *live = new QPushButton(tr("Open in Live"), head);
    live->setObjectName(QStringLiteral("siteLive"));
    auto *history = new QPushButton(tr("Open in History"), head);
    history->setObjectName(QStringLiteral("siteHistory"));
    auto *edit = new QPushButton(tr("Edit…"), head);
    edit->setObjectName(QStringLiteral("siteEdit"));
    edit->setToolTip(tr("All that can be set, also rules about bots and which paths are one page."));
    auto *buttons = new FlowLayout(Metrics::kGrid);
    for (QPushButton *button : {live, history, edit})
        buttons->addWidget(button);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_back, 0, Qt::AlignLeft);
    column->addWidget(m_title);
    column->addWidget(m_hosts);
    column->addSpacing(4);
    column->addLayout(buttons);
    connect(m_back, &QPushButton::clicked, this, &SitePanel::backWanted);
    connect(live, &QPushButton::clicked, this, [this] { Q_EMIT liveWanted(m_site.id); });
    connect(history, &QPushButton::clicked, this, [this] { Q_EMIT historyWanted(m_site.id); });
    connect(edit, &QPushButton::clicked, this, [this] { Q_EMIT editWanted(m_site.id); });
    return head;
}

QWidget *SitePanel::buildFoot()
{
    auto *foot = new QWidget(m_content);
    auto *note = new PlainLabel(tr("Every change applies at once; Ctrl+Z takes it back."), foot);
    note->setFont(Type::small());
    note->setWordWrap(true);
    setTone(note, Tone::Muted);
    auto *remove = new QPushButton(tr("Delete this site"), foot);
    remove->setObjectName(QStringLiteral("siteDelete"));
    remove->setToolTip(tr("Its hits stay; new ones are rejected. Ctrl+Z brings it back."));
    setStyleProperty(remove, "danger", true);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, Metrics::kGrid, 0, 0);
    row->addWidget(note, 1);
    row->addWidget(remove);
    connect(remove, &QPushButton::clicked, this, [this] { Q_EMIT removeWanted(m_site); });
    return foot;
}

void SitePanel::connectParts()
{
    connect(m_fields, &SiteFields::changeWanted, this, &SitePanel::changeWanted);
    connect(m_fields, &SiteFields::messagePosted, this, &SitePanel::messagePosted);
    connect(m_fields, &SiteFields::rulesWanted, this, [this] { Q_EMIT editWanted(m_site.id); });
    connect(m_fields, &SiteFields::goalsWanted, this, [this] { Q_EMIT goalsWanted(m_site.id); });
    connect(m_tokens, &SiteTokens::newTokenWanted, this, &SitePanel::newTokenWanted);
    connect(m_tokens, &SiteTokens::revokeWanted, this, &SitePanel::revokeWanted);
    connect(m_tokens, &SiteTokens::settledChanged, this, &SitePanel::settledChanged);
}

void SitePanel::setSite(const Site &site)
{
    const bool isAnother = site.id != m_site.id;
    if (site != m_site)
        m_verify->setSite(site); // else what it has seen so far stays
    m_site = site;
    refresh();
    if (!isAnother)
        return;
    m_tokens->setSite(site.id);
    verticalScrollBar()->setValue(0);
}

void SitePanel::refresh()
{
    if (m_site.id.isEmpty())
        return;
    const QString url = m_questions.collector.collectorState().url;
    m_title->setText(m_site.displayName());
    QStringList hosts;
    for (const QString &host : m_site.domains)
        hosts.append(LineText::host(readableHost(host)));
    m_hosts->setText(LineText::joined({hosts.isEmpty() ? tr("any host") : hosts.join(QStringLiteral(", ")),
                                       LineText::fill(tr("key %1"), m_site.id)}));
    m_snippet->setSite(m_site, url);
    m_fields->setSite(m_site, url);
    QStringList goals;
    for (const Goal &goal : m_questions.stats.goals(m_site.id))
        goals.append(goal.name);
    m_fields->setGoals(goals);
}

void SitePanel::complain(const Error &error)
{
    refresh();
    m_fields->complain(error);
}

void SitePanel::setBackShown(bool on)
{
    m_back->setVisible(on);
}

void SitePanel::setReducedMotion(bool isReduced)
{
    m_verify->setReducedMotion(isReduced);
}

void SitePanel::reloadTokens()
{
    m_tokens->reload();
}

void SitePanel::focusContent()
{
    m_snippet->focusContent();
}

bool SitePanel::isSettled() const
{
    return m_tokens->isSettled();
}
