// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitefields.h"

#include "core/types/allowedhosts.h"
#include "core/types/hosttext.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/choicebox.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>

#include <utility>

namespace {

constexpr int kBesideEachOther = 720; ///< pixels at full size of texts

QString hostsText(const Site &site)
{
    QStringList hosts;
    for (const QString &host : site.domains)
        hosts.append(readableHost(host));
    return hosts.join(QStringLiteral(", "));
}

QString queryText(const Site &site)
{
    return keptQueryText(site.keptQuery).replace(u',', QStringLiteral(", "));
}

/// A column of fields under a caption.
QFormLayout *formUnder(QWidget *box, const QString &title)
{
    auto *caption = new PlainLabel(title, box);
    caption->setFont(Type::caption());
    setTone(caption, Tone::Muted);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(caption);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(16);
    column->addLayout(form);
    column->addStretch(1);
    return form;
}

QLineEdit *lineNamed(const char *name, QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    line->setObjectName(QLatin1StringView(name));
    return line;
}

QComboBox *choiceNamed(const char *name, const QStringList &words, QWidget *parent)
{
    auto *choice = new ChoiceBox(parent);
    choice->setObjectName(QLatin1StringView(name));
    choice->addItems(words);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(14);
    choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return choice;
}

/// A text that wraps, and a button at its end.
QWidget *textAndButton(QLabel *text, QPushButton *button, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kGrid);
    text->setParent(box);
    text->setWordWrap(true);
    row->addWidget(text, 1);
    row->addWidget(button, 0, Qt::AlignTop);
    return box;
}

} // namespace

SiteFields::SiteFields(QWidget *parent) :
    QWidget(parent),
    m_whose(new QWidget(this)),
    m_kept(new QWidget(this)),
    m_name(lineNamed("sitesName", m_whose)),
    m_hosts(lineNamed("sitesHosts", m_whose)),
    m_bots(choiceNamed("sitesBots",
                       {tr("Balanced: hide from a score of 70"), tr("Strict: from 60"),
                        tr("Off: mark bots, count them all the same")},
                       m_whose)),
    m_rules(new PlainLabel(m_whose)),
    m_goals(new PlainLabel(m_whose)),
    m_consent(choiceNamed("sitesConsent", {tr("Honour Do Not Track"), tr("Ignore Do Not Track")}, m_kept)),
    m_zone(choiceNamed("sitesZone", {}, m_kept)),
    m_query(lineNamed("sitesQuery", m_kept)),
    m_badge(new QCheckBox(tr("Anybody may see the counts"), m_kept)),
    m_badgeNote(new PlainLabel(m_kept)),
    m_badgeCopy(new QPushButton(tr("Copy"), m_kept)),
    m_problem(new PlainLabel(this))
{
    m_problem->setObjectName(QStringLiteral("sitesProblem"));
    m_problem->setWordWrap(true);
    m_problem->setFont(Type::small());
    setTone(m_problem, Tone::Bad);
    m_problem->hide();
    for (QLineEdit *line : {m_name, m_hosts, m_query})
        line->installEventFilter(this);
    auto *row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(32);
    row->addWidget(buildWhose(), 1);
    row->addWidget(buildKept(), 1);
}

QWidget *SiteFields::buildWhose()
{
    QFormLayout *form = formUnder(m_whose, tr("Whose hits"));
    m_name->setPlaceholderText(tr("optional"));
    m_hosts->setPlaceholderText(tr("any host"));
    m_hosts->setToolTip(
        tr("Hosts whose pages may send hits, separated by commas; the hosts below each of them may, too."));
    auto *rules = new QPushButton(tr("Rules…"), m_whose);
    rules->setObjectName(QStringLiteral("sitesRules"));
    rules->setToolTip(tr("Which senders are taken for people or for bots, by user agent or address."));
    auto *goals = new QPushButton(tr("Goals…"), m_whose);
    goals->setObjectName(QStringLiteral("sitesGoals"));
    goals->setToolTip(tr("They are made and counted in History."));
    m_rules->setObjectName(QStringLiteral("sitesRulesText"));
    m_goals->setObjectName(QStringLiteral("sitesGoalsText"));
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Allowed hosts"), m_hosts);
    form->addRow(tr("Bots"), m_bots);
    form->addRow(tr("Left out"), textAndButton(m_rules, rules, m_whose));
    form->addRow(tr("Goals"), textAndButton(m_goals, goals, m_whose));
    connect(rules, &QPushButton::clicked, this, &SiteFields::rulesWanted);
    connect(goals, &QPushButton::clicked, this, &SiteFields::goalsWanted);
    connect(m_name, &QLineEdit::editingFinished, this, &SiteFields::applyName);
    connect(m_hosts, &QLineEdit::editingFinished, this, &SiteFields::applyHosts);
    connect(m_bots, &QComboBox::activated, this, [this](int chosen) {
        Site site = m_site;
        site.botMode = static_cast<Site::BotMode>(chosen);
        apply(site, LineText::fill(tr("%1: bots %2"), m_site.displayName(), toString(site.botMode)));
    });
    return m_whose;
}

QWidget *SiteFields::buildKept()
{
    QFormLayout *form = formUnder(m_kept, tr("What is kept"));
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(zone));
    m_query->setPlaceholderText(tr("none, all, or names: page, category"));
    m_query->setToolTip(
        tr("Which parameters behind the ? of an address are stored. Fields of campaigns always "
           "are; others may hold private data."));
    m_badge->setObjectName(QStringLiteral("sitesBadge"));
    m_badgeCopy->setObjectName(QStringLiteral("sitesBadgeCopy"));
    m_badgeCopy->setAccessibleName(tr("Copy the address of the badge"));
    setTone(m_badgeNote, Tone::Muted);
    m_badgeNote->setFont(Type::small());
    m_badgeNote->setObjectName(QStringLiteral("sitesBadgeNote"));
    m_consent->setToolTip(PlainText::toolTip(tr(
        "Browsers can ask not to be tracked (DNT, Sec-GPC). Their hits are rejected when that is honoured.")));
    form->addRow(tr("Consent"), m_consent);
    form->addRow(tr("Time zone"), m_zone);
    form->addRow(tr("Query kept"), m_query);
    form->addRow(tr("Public badge"), m_badge);
    form->addRow(QString(), textAndButton(m_badgeNote, m_badgeCopy, m_kept));
    connect(m_query, &QLineEdit::editingFinished, this, &SiteFields::applyQuery);
    connect(m_consent, &QComboBox::activated, this, [this](int chosen) {
        Site site = m_site;
        site.consent = chosen == 1 ? Site::ConsentMode::Ignore : Site::ConsentMode::Honour;
        apply(site,
              LineText::fill(chosen == 1 ? tr("%1 ignores Do Not Track") : tr("%1 honours Do Not Track"),
                             m_site.displayName()));
    });
    connect(m_zone, &QComboBox::activated, this, [this] {
        Site site = m_site;
        site.timezone = m_zone->currentText();
        apply(site, LineText::fill(tr("Days of %1 are those of %2"), m_site.displayName(), site.timezone));
    });
    connect(m_badge, &QCheckBox::clicked, this, [this](bool on) {
        Site site = m_site;
        site.isBadgePublic = on;
        apply(site,
              LineText::fill(on ? tr("The badge of %1 is public") : tr("The badge of %1 is off"),
                             m_site.displayName()));
    });
    connect(m_badgeCopy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(badgeUrl());
        Q_EMIT messagePosted(tr("Address of the badge copied"));
    });
    return m_kept;
}

QString SiteFields::badgeUrl() const
{
    return m_collectorUrl + QStringLiteral("/counter/") + m_site.id + QStringLiteral(".svg");
}

void SiteFields::setSite(const Site &site, const QString &collectorUrl)
{
    const bool isAnother = site.id != m_site.id;
    m_site = site;
    m_collectorUrl = collectorUrl;
    if (isAnother)
        setProblem(nullptr, QString());
    const auto show = [&](QLineEdit *field, const QString &text) {
        if (isAnother || (field != m_wrong && !(field->hasFocus() && field->isModified()))) {
            field->setText(text);
            field->setCursorPosition(0);
        }
    };
    show(m_name, site.name);
    show(m_hosts, hostsText(site));
    show(m_query, queryText(site));
    m_bots->setCurrentIndex(static_cast<int>(site.botMode));
    m_consent->setCurrentIndex(site.consent == Site::ConsentMode::Ignore ? 1 : 0);
    m_zone->setCurrentIndex(m_zone->findText(site.timezone));
    m_rules->setText(site.botRules.isEmpty() ? tr("No rule of your own")
                                             : LineText::joined(site.botRules.mid(0, 3), QStringLiteral(", "))
                             + (site.botRules.size() > 3 ? QStringLiteral(", …") : QString()));
    m_badge->setChecked(site.isBadgePublic);
    m_badgeNote->setText(LineText::breakable(
        site.isBadgePublic
            ? LineText::fill(tr("%1 shows visitors and pageviews."), LineText::path(badgeUrl()))
            : LineText::fill(tr("Off. %1 is answered “not found”."), LineText::path(badgeUrl()))));
    m_badgeCopy->setEnabled(site.isBadgePublic);
}

void SiteFields::setGoals(const QStringList &names)
{
    m_goals->setText(names.isEmpty() ? tr("No goal yet") : LineText::joined(names, QStringLiteral(", ")));
}

void SiteFields::complain(const Error &error)
{
    setProblem(error.code == QLatin1StringView("bad_query_names") ? m_query : m_hosts, error.message);
}

void SiteFields::apply(const Site &site, const QString &what)
{
    if (site == m_site)
        return;
    const Site before = std::exchange(m_site, site); // the next change comes on top of this one
    Q_EMIT changeWanted(before, site, what);
}

void SiteFields::applyName()
{
    Site site = m_site;
    site.name = m_name->text().simplified();
    apply(site, LineText::fill(tr("%1 is called %2 now"), m_site.displayName(), site.displayName()));
}

void SiteFields::applyHosts()
{
    const QString typed = m_hosts->text().trimmed();
    const Result<QStringList> hosts = allowedHosts(typed.isEmpty() ? QStringList() : QStringList {typed});
    setProblem(m_hosts, hosts ? QString() : hosts.error().message);
    if (!hosts)
        return;
    Site site = m_site;
    site.domains = *hosts;
    apply(site,
          site.domains.isEmpty()
              ? LineText::fill(tr("%1 takes hits of any host"), m_site.displayName())
              : LineText::fill(tr("%1 takes hits of %2"), m_site.displayName(), hostsText(site)));
}

void SiteFields::applyQuery()
{
    const QString typed = m_query->text().trimmed();
    const Result<QStringList> kept = keptQuery(typed.isEmpty() ? QStringLiteral("none") : typed);
    setProblem(m_query, kept ? QString() : kept.error().message);
    if (!kept)
        return;
    Site site = m_site;
    site.keptQuery = *kept;
    apply(site, LineText::fill(tr("%1 keeps of a query: %2"), m_site.displayName(), queryText(site)));
}

void SiteFields::setProblem(QLineEdit *field, const QString &sentence)
{
    if (QLineEdit *before = std::exchange(m_wrong, sentence.isEmpty() ? nullptr : field)) {
        setStyleProperty(before, "invalid", false);
        for (QWidget *box : {m_whose, m_kept}) {
            auto *form = qobject_cast<QFormLayout *>(box->layout()->itemAt(1)->layout());
            if (form->indexOf(m_problem) >= 0) {
                const QFormLayout::TakeRowResult taken = form->takeRow(m_problem);
                delete taken.labelItem;
                delete taken.fieldItem;
            }
        }
        m_problem->hide();
    }
    if (!m_wrong)
        return;
    QWidget *box = m_wrong->parentWidget();
    auto *form = qobject_cast<QFormLayout *>(box->layout()->itemAt(1)->layout());
    int row = 0;
    QFormLayout::ItemRole role = QFormLayout::FieldRole;
    form->getWidgetPosition(m_wrong, &row, &role);
    form->insertRow(row + 1, QString(), m_problem);
    setStyleProperty(m_wrong, "invalid", true);
    m_problem->setText(sentence);
    m_problem->show();
}

/// Ctrl+Z in a field in which nothing was typed takes back what was done on the page.
bool SiteFields::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Undo)) {
        const auto *line = qobject_cast<QLineEdit *>(watched);
        if (line && !line->isUndoAvailable()) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SiteFields::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    auto *row = qobject_cast<QBoxLayout *>(layout());
    row->setDirection(width() >= TextScale::scaled(kBesideEachOther) ? QBoxLayout::LeftToRight
                                                                     : QBoxLayout::TopToBottom);
}
