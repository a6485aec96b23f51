// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sites/sitedialog.h"

#include "core/bus/signalbus.h"
#include "ui/look/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimeZone>

#include <algorithm>

SiteDialog::SiteDialog(SignalBus &bus, LiveSource &source, QWidget *parent) :
    SiteDialog(bus, source, std::nullopt, parent)
{
}

SiteDialog::SiteDialog(SignalBus &bus, LiveSource &source, const Site &site, QWidget *parent) :
    SiteDialog(bus, source, std::optional(site), parent)
{
}

SiteDialog::SiteDialog(SignalBus &bus, LiveSource &source, const std::optional<Site> &site, QWidget *parent) :
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
    m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("siteDialog"));
    setWindowTitle(m_before ? tr("Site %1").arg(m_before->displayName()) : tr("Create a site"));
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
    addBotFields(*form);
    form->addRow(m_problem);
    form->addRow(buttons);
    connect(m_id, &QLineEdit::textChanged, this, &SiteDialog::check);
    connect(m_save, &QPushButton::clicked, this, &SiteDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&bus, &SignalBus::sitesChanged, this, &SiteDialog::onSites);
    connect(&m_source, &LiveSource::queryFailed, this, [this](QueryId id, const Error &error) {
        if (id != m_request)
            return;
        m_request = 0;
        m_problem->setText(error.message);
        m_save->setEnabled(true);
    });
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
    m_domains->setText(site.domains.join(QStringLiteral(", ")));
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(zone));
    const int ours = m_zone->findText(m_before ? site.timezone
                                               : QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    m_zone->setCurrentIndex(ours >= 0 ? ours : m_zone->findText(QStringLiteral("UTC")));
    m_consent->setObjectName(QStringLiteral("siteConsent"));
    m_consent->addItems({tr("Honour: such hits are rejected"), tr("Ignore: everybody is counted")});
    m_consent->setCurrentIndex(site.consent == Site::ConsentMode::Ignore ? 1 : 0);
    form.addRow(tr("Key"), m_id);
    form.addRow(tr("Name"), m_name);
    form.addRow(tr("Allowed hosts"), m_domains);
    form.addRow(tr("Time zone"), m_zone);
    form.addRow(tr("Do Not Track"), m_consent);
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
        m_problem->setText(
            tr("Bot rules apply to new hits at once. Stored hits are judged again when you save, "
               "except by address: addresses are not kept."));
    else if (valid || m_id->text().isEmpty())
        m_problem->setText(tr("The key goes into the snippet: 1 to 64 letters, digits, _ or -."));
    else
        m_problem->setText(tr("A key has only letters, digits, _ and -, at most 64."));
    m_save->setEnabled(valid);
}

Site SiteDialog::edited() const
{
    Site site = m_before.value_or(Site());
    site.id = m_id->text();
    site.name = m_name->text().simplified();
    site.timezone = m_zone->currentText();
    site.consent = m_consent->currentIndex() == 1 ? Site::ConsentMode::Ignore : Site::ConsentMode::Honour;
    site.botMode = static_cast<Site::BotMode>(m_botMode->currentIndex());
    site.domains.clear();
    const QStringList hosts = m_domains->text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &host : hosts)
        site.domains.append(host.trimmed().toLower());
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
    m_save->setEnabled(false);
    m_request = m_before ? m_source.updateSite(edited()) : m_source.createSite(edited());
}

void SiteDialog::onSites(const QList<Site> &sites)
{
    if (m_request == 0)
        return;
    const auto saved = std::ranges::find(sites, m_id->text(), &Site::id);
    if (saved == sites.end())
        return;
    m_request = 0;
    if (!m_before)
        Q_EMIT created(saved->id);
    else if (saved->botMode != m_before->botMode || saved->botRules != m_before->botRules)
        Q_EMIT botRulesChanged(saved->id);
    accept();
}
