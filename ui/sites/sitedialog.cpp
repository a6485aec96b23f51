// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sites/sitedialog.h"

#include "core/types/allowedhosts.h"
#include "core/types/hosttext.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/helptopic.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimeZone>

#include <algorithm>

SiteDialog::SiteDialog(SiteQuestions &source, QWidget *parent) : SiteDialog(source, std::nullopt, parent) { }

SiteDialog::SiteDialog(SiteQuestions &source, const Site &site, QWidget *parent) :
    SiteDialog(source, std::optional(site), parent)
{
}

SiteDialog::SiteDialog(SiteQuestions &source, const std::optional<Site> &site, QWidget *parent) :
    QDialog(parent),
    m_source(source),
    m_before(site),
    m_id(new QLineEdit(this)),
    m_name(new QLineEdit(this)),
    m_domains(new QLineEdit(this)),
    m_zone(new QComboBox(this)),
    m_consent(new QComboBox(this)),
    m_botMode(new QComboBox(this)),
    m_botRules(new QPlainTextEdit(this)),
    m_keptQuery(new QLineEdit(this)),
    m_joinsSlashes(new QCheckBox(tr("/a/ and /a are one page"), this)),
    m_joinsCase(new QCheckBox(tr("/About and /about are one page"), this)),
    m_problem(new PlainLabel(this))
{
    setObjectName(QStringLiteral("siteDialog"));
    HelpTopic::set(this, QStringLiteral("windows.md#site"));
    setWindowTitle(m_before ? PlainText::title(LineText::fill(tr("Site %1"), m_before->displayName()))
                            : tr("Create a site"));
    m_problem->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("siteProblem"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(m_before ? tr("Save") : tr("Create"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("siteCreate"));
    makePrimary(m_save);
    m_save->setDefault(true);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(24, 24, 24, 16);
    form->setVerticalSpacing(12);
    form->setHorizontalSpacing(24);
    addFields(*form);
    addPageFields(*form);
    addBotFields(*form);
    form->addRow(m_problem);
    form->addRow(buttons);
    connect(m_id, &QLineEdit::textChanged, this, &SiteDialog::check);
    connect(m_save, &QPushButton::clicked, this, &SiteDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

void SiteDialog::addFields(QFormLayout &form)
{
    const Site site = m_before.value_or(Site());
    m_id->setObjectName(QStringLiteral("siteId"));
    m_id->setPlaceholderText(tr("shop"));
    m_id->setText(site.id);
    m_id->setReadOnly(m_before.has_value()); // hits refer to it
    m_name->setObjectName(QStringLiteral("siteName"));
    m_name->setPlaceholderText(tr("optional"));
    m_name->setText(site.name);
    m_domains->setObjectName(QStringLiteral("siteDomains"));
    m_domains->setPlaceholderText(tr("shop.example; empty = any host"));
    m_domains->setMinimumWidth(400);
    m_domains->setToolTip(
        tr("Hosts whose pages may send hits, separated by commas; the hosts below each of them may, "
           "too. *.shop.example means only those below."));
    QStringList hosts;
    for (const QString &host : site.domains)
        hosts.append(readableHost(host));
    m_domains->setText(hosts.join(QStringLiteral(", ")));
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(zone));
    const int ours = m_zone->findText(m_before ? site.timezone
                                               : QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    m_zone->setCurrentIndex(ours >= 0 ? ours : m_zone->findText(QStringLiteral("UTC")));
    m_zone->setObjectName(QStringLiteral("siteZone"));
    m_consent->setObjectName(QStringLiteral("siteConsent"));
    m_consent->addItems({tr("Honour: such hits are rejected"), tr("Ignore: all visitors are counted")});
    m_consent->setCurrentIndex(site.consent == Site::ConsentMode::Ignore ? 1 : 0);
    form.addRow(tr("Key"), m_id);
    form.addRow(tr("Name"), m_name);
    form.addRow(tr("Allowed hosts"), m_domains);
    form.addRow(tr("Time zone"), m_zone);
    form.addRow(tr("Do Not Track"), m_consent);
}

void SiteDialog::addPageFields(QFormLayout &form)
{
    const Site site = m_before.value_or(Site());
    m_keptQuery->setObjectName(QStringLiteral("siteKeptQuery"));
    m_keptQuery->setPlaceholderText(tr("none, all, or names: page, category"));
    m_keptQuery->setToolTip(
        tr("Which parameters behind the ? of an address are stored. Fields of campaigns always are; "
           "others may hold private data, such as mail addresses or tokens."));
    m_keptQuery->setText(keptQueryText(site.keptQuery).replace(u',', QStringLiteral(", ")));
    m_joinsSlashes->setObjectName(QStringLiteral("siteJoinsSlashes"));
    m_joinsSlashes->setToolTip(tr("Where pages are listed; what is stored stays as it is."));
    m_joinsSlashes->setChecked(site.pages.joinsSlashes);
    m_joinsCase->setObjectName(QStringLiteral("siteJoinsCase"));
    m_joinsCase->setToolTip(tr("Where pages are listed; what is stored stays as it is."));
    m_joinsCase->setChecked(site.pages.joinsCase);
    form.addRow(tr("Query kept"), m_keptQuery);
    form.addRow(tr("Pages"), m_joinsSlashes);
    form.addRow(QString(), m_joinsCase);
}

void SiteDialog::addBotFields(QFormLayout &form)
{
    const Site site = m_before.value_or(Site());
    m_botMode->setObjectName(QStringLiteral("siteBotMode"));
    m_botMode->addItems({tr("Balanced: hide from a score of 70"), tr("Strict: hide from a score of 60"),
                         tr("Off: mark bots, count them all the same")});
    m_botMode->setCurrentIndex(static_cast<int>(site.botMode));
    m_botRules->setObjectName(QStringLiteral("siteBotRules"));
    m_botRules->setPlaceholderText(
        QStringLiteral("allow agent MyKiosk\nallow address 10.20.0.0/16\nblock agent BadBot"));
    m_botRules->setToolTip(tr("One rule a line: allow or block, agent or address, then a text that occurs in "
                              "the user agent, or an address or network. Block wins."));
    m_botRules->setTabChangesFocus(true);
    m_botRules->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_botRules->setFixedHeight(84);
    m_botRules->setPlainText(site.botRules.join(QLatin1Char('\n')));
    form.addRow(tr("Bots"), m_botMode);
    form.addRow(tr("Bot rules"), m_botRules);
}

void SiteDialog::beginWith(const Site &defaults)
{
    if (const int zone = m_zone->findText(defaults.timezone); zone >= 0)
        m_zone->setCurrentIndex(zone);
    m_consent->setCurrentIndex(defaults.consent == Site::ConsentMode::Ignore ? 1 : 0);
    m_botMode->setCurrentIndex(static_cast<int>(defaults.botMode));
    m_keptQuery->setText(keptQueryText(defaults.keptQuery).replace(u',', QStringLiteral(", ")));
}

void SiteDialog::suggestRule(const QString &rule)
{
    m_botRules->moveCursor(QTextCursor::End);
    if (!m_botRules->toPlainText().isEmpty())
        m_botRules->insertPlainText(QStringLiteral("\n"));
    m_botRules->insertPlainText(rule);
    m_botRules->setFocus();
}

void SiteDialog::check()
{
    const bool valid = isValidSiteId(m_id->text());
    if (m_before)
        setNote(tr("Bot rules apply to new hits at once. Stored hits are judged again when you save, "
                   "except by address: addresses are not kept."));
    else if (valid || m_id->text().isEmpty())
        setNote(tr("The key goes into the snippet: 1 to 64 letters, digits, _ or -."));
    else
        setNote(tr("A key has only letters, digits, _ and -, at most 64."));
    m_save->setEnabled(valid);
}

void SiteDialog::setNote(const QString &text)
{
    m_problem->setText(text);
    // On a low screen a window begins smaller than wrapped text needs, and the form would be squeezed.
    const QMargins margins = layout()->contentsMargins();
    m_problem->setMinimumHeight(
        m_problem->heightForWidth(sizeHint().width() - margins.left() - margins.right()));
}

Result<Site> SiteDialog::edited() const
{
    Site site = m_before.value_or(Site());
    site.id = m_id->text();
    site.name = m_name->text().simplified();
    site.timezone = m_zone->currentText();
    site.consent = m_consent->currentIndex() == 1 ? Site::ConsentMode::Ignore : Site::ConsentMode::Honour;
    site.botMode = static_cast<Site::BotMode>(m_botMode->currentIndex());
    const QString typed = m_domains->text().trimmed();
    const Result<QStringList> hosts = allowedHosts(typed.isEmpty() ? QStringList() : QStringList {typed});
    if (!hosts)
        return hosts.error();
    site.domains = *hosts;
    const QString query = m_keptQuery->text().trimmed();
    const Result<QStringList> kept = keptQuery(query.isEmpty() ? QStringLiteral("none") : query);
    if (!kept)
        return kept.error();
    site.keptQuery = *kept;
    site.pages = {m_joinsSlashes->isChecked(), m_joinsCase->isChecked()};
    site.botRules.clear();
    const QStringList rules = m_botRules->toPlainText().split(QLatin1Char('\n'));
    for (const QString &rule : rules) {
        if (const QString text = rule.simplified(); !text.isEmpty())
            site.botRules.append(text);
    }
    return site;
}

void SiteDialog::save()
{
    const Result<Site> site = edited();
    if (!site) {
        setNote(site.error().message);
        return;
    }
    m_save->setEnabled(false);
    const auto take = [this, site = *site](const Result<void> &saved) {
        if (saved)
            return onSaved(site);
        setNote(saved.error().message);
        m_save->setEnabled(true);
    };
    m_asking = m_before ? m_source.updateSite(*site, this, take) : m_source.createSite(*site, this, take);
}

void SiteDialog::onSaved(const Site &site)
{
    if (!m_before)
        Q_EMIT created(site.id);
    else if (site.botMode != m_before->botMode || site.botRules != m_before->botRules)
        Q_EMIT botRulesChanged(site.id);
    accept();
}
