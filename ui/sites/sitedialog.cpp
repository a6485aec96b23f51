// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sites/sitedialog.h"

#include "core/types/allowedhosts.h"
#include "core/types/hosttext.h"
#include "core/types/newsite.h"
#include "ui/look/theme.h"
#include "ui/sites/snippetcard.h"
#include "ui/sites/verifycard.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/helptopic.h"
#include "ui/widgets/tabstrip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimeZone>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace {

/// Lets the fields of all forms begin at one line.
void alignLabels(const QList<QFormLayout *> &forms)
{
    QWidgetList labels;
    int widest = 0;
    for (const QFormLayout *form : forms) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem *label = form->itemAt(row, QFormLayout::LabelRole);
            if (!label || !label->widget())
                continue;
            labels.append(label->widget());
            widest = std::max(widest, label->widget()->sizeHint().width());
        }
    }
    for (QWidget *label : std::as_const(labels))
        label->setMinimumWidth(widest);
}

} // namespace

SiteDialog::SiteDialog(SiteQuestions &source, QWidget *parent) : SiteDialog(source, std::nullopt, parent) { }

SiteDialog::SiteDialog(SiteQuestions &source, const Site &site, QWidget *parent) :
    SiteDialog(source, std::optional(site), parent)
{
}

SiteDialog::SiteDialog(SiteQuestions &source, const std::optional<Site> &site, QWidget *parent) :
    QDialog(parent),
    m_source(source),
    m_before(site),
    m_tabs(new TabStrip(this)),
    m_pages(new QStackedWidget(this)),
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
    m_note(new PlainLabel(this)),
    m_problem(new PlainLabel(this))
{
    setObjectName(QStringLiteral("siteDialog"));
    HelpTopic::set(this, QStringLiteral("windows.md#site"));
    setWindowTitle(m_before ? PlainText::title(LineText::fill(tr("Site %1"), m_before->displayName()))
                            : tr("Create a site"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(m_before ? tr("Save") : tr("Create"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("siteCreate"));
    makePrimary(m_save);
    m_save->setDefault(true);
    m_tabs->addTab(tr("Settings"), QStringLiteral("siteSettingsTab"));
    m_tabs->addTab(tr("Snippet"), QStringLiteral("siteSnippetTab"));
    m_tabs->hide();
    m_pages->addWidget(buildForm());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(2 * Metrics::kGrid);
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
    column->addWidget(buttons);
    fill(m_before.value_or(Site()));
    connect(m_tabs, &TabStrip::chosen, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_save, &QPushButton::clicked, this, &SiteDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (!m_before)
        connect(m_domains, &QLineEdit::textChanged, this, &SiteDialog::follow);
    for (QLineEdit *field : {m_domains, m_id, m_name, m_keptQuery})
        connect(field, &QLineEdit::textEdited, this, &SiteDialog::clearProblem);
    connect(m_botRules, &QPlainTextEdit::textChanged, this, &SiteDialog::clearProblem);
    m_more->setChecked(m_before.has_value());
    alignLabels({m_form, m_moreForm});
    follow();
    m_domains->setFocus();
}

QWidget *SiteDialog::buildForm()
{
    auto *page = new QWidget(m_pages);
    const auto layOut = [](QFormLayout *form) {
        form->setContentsMargins(0, 0, 0, 0);
        form->setVerticalSpacing(12);
        form->setHorizontalSpacing(24);
    };
    m_form = new QFormLayout(page);
    layOut(m_form);
    m_morePage = new QWidget(page);
    m_moreForm = new QFormLayout(m_morePage);
    layOut(m_moreForm);
    m_more = new QToolButton(page);
    m_more->setObjectName(QStringLiteral("siteAdvanced"));
    m_more->setText(tr("Advanced"));
    m_more->setCheckable(true);
    m_more->setArrowType(Qt::RightArrow);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setVisible(!m_before);
    m_morePage->hide();
    connect(m_more, &QToolButton::toggled, this, [this](bool isOpen) {
        m_more->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
        m_morePage->setVisible(isOpen);
        adjustSize();
    });
    m_note->setObjectName(QStringLiteral("siteNote"));
    m_note->setWordWrap(true);
    setTone(m_note, Tone::Muted);
    m_problem->setObjectName(QStringLiteral("siteProblem"));
    m_problem->setWordWrap(true);
    setTone(m_problem, Tone::Bad);
    m_problem->hide();
    addFields();
    addPageFields();
    addBotFields();
    QWidget *const inOrder[] = {m_domains,   m_more,         m_name,      m_id,      m_zone,    m_consent,
                                m_keptQuery, m_joinsSlashes, m_joinsCase, m_botMode, m_botRules};
    for (std::size_t i = 1; i < std::size(inOrder); ++i)
        setTabOrder(inOrder[i - 1], inOrder[i]);
    return page;
}

void SiteDialog::addFields()
{
    m_id->setObjectName(QStringLiteral("siteId"));
    m_id->setPlaceholderText(tr("shop"));
    m_id->setToolTip(tr("Stands in the snippet: 1 to 64 letters, digits, _ or -."));
    m_id->setReadOnly(m_before.has_value()); // hits refer to it
    m_name->setObjectName(QStringLiteral("siteName"));
    m_name->setPlaceholderText(tr("optional"));
    m_domains->setObjectName(QStringLiteral("siteDomains"));
    m_domains->setPlaceholderText(m_before ? tr("shop.example; empty = any host")
                                           : tr("shop.example, an address, or localhost"));
    m_domains->setMinimumWidth(400);
    m_domains->setToolTip(
        tr("Hosts whose pages may send hits, separated by commas; the hosts below each of them may, "
           "too. *.shop.example means only those below."));
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(zone));
    m_zone->setObjectName(QStringLiteral("siteZone"));
    m_consent->setObjectName(QStringLiteral("siteConsent"));
    m_consent->addItems({tr("Honour: such hits are rejected"), tr("Ignore: all visitors are counted")});
    m_form->addRow(m_before ? tr("Allowed hosts") : tr("Website"), m_domains);
    if (!m_before)
        m_form->addRow(QString(), m_note);
    m_form->addRow(m_more);
    m_form->addRow(m_morePage);
    if (m_before)
        m_form->addRow(m_note);
    m_moreForm->addRow(tr("Name"), m_name);
    m_moreForm->addRow(tr("Key"), m_id);
    m_moreForm->addRow(tr("Time zone"), m_zone);
    m_moreForm->addRow(tr("Do Not Track"), m_consent);
}

void SiteDialog::fill(const Site &site)
{
    m_id->setText(site.id);
    m_name->setText(site.name);
    QStringList hosts;
    for (const QString &host : site.domains)
        hosts.append(readableHost(host));
    m_domains->setText(hosts.join(QStringLiteral(", ")));
    const bool isNew = site.id.isEmpty();
    const int ours = m_zone->findText(isNew ? QString::fromLatin1(QTimeZone::systemTimeZoneId())
                                            : site.timezone);
    m_zone->setCurrentIndex(ours >= 0 ? ours : m_zone->findText(QStringLiteral("UTC")));
    m_consent->setCurrentIndex(site.consent == Site::ConsentMode::Ignore ? 1 : 0);
    m_keptQuery->setText(keptQueryText(site.keptQuery).replace(u',', QStringLiteral(", ")));
    m_joinsSlashes->setChecked(site.pages.joinsSlashes);
    m_joinsCase->setChecked(site.pages.joinsCase);
    m_botMode->setCurrentIndex(static_cast<int>(site.botMode));
    m_botRules->setPlainText(site.botRules.join(QLatin1Char('\n')));
}

void SiteDialog::setDraft(const Site &draft)
{
    fill(draft);
    m_more->setChecked(true);
}

void SiteDialog::addSnippet(SignalBus &bus, CollectorControl &collector, const Clock &clock)
{
    auto *page = new QWidget(m_pages);
    auto *snippet = new SnippetCard(page);
    snippet->setSite(*m_before, collector.collectorState().url);
    m_verify = new VerifyCard(bus, m_source, collector, clock, page);
    m_verify->setSite(*m_before);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2 * Metrics::kGrid);
    column->addWidget(snippet);
    column->addWidget(m_verify);
    column->addStretch(1);
    m_pages->addWidget(page);
    m_tabs->show();
}

void SiteDialog::verify()
{
    m_tabs->setCurrent(1);
    m_pages->setCurrentIndex(1);
    m_verify->start();
}

void SiteDialog::addPageFields()
{
    m_keptQuery->setObjectName(QStringLiteral("siteKeptQuery"));
    m_keptQuery->setPlaceholderText(tr("none, all, or names: page, category"));
    m_keptQuery->setToolTip(
        tr("Which parameters behind the ? of an address are stored. Fields of campaigns always are; "
           "others may hold private data, such as mail addresses or tokens."));
    m_joinsSlashes->setObjectName(QStringLiteral("siteJoinsSlashes"));
    m_joinsSlashes->setToolTip(tr("Where pages are listed; what is stored stays as it is."));
    m_joinsCase->setObjectName(QStringLiteral("siteJoinsCase"));
    m_joinsCase->setToolTip(tr("Where pages are listed; what is stored stays as it is."));
    m_moreForm->addRow(tr("Query kept"), m_keptQuery);
    m_moreForm->addRow(tr("Pages"), m_joinsSlashes);
    m_moreForm->addRow(QString(), m_joinsCase);
}

void SiteDialog::addBotFields()
{
    m_botMode->setObjectName(QStringLiteral("siteBotMode"));
    m_botMode->addItems({tr("Balanced: hide from a score of 70"), tr("Strict: hide from a score of 60"),
                         tr("Off: mark bots, count them all the same")});
    m_botRules->setObjectName(QStringLiteral("siteBotRules"));
    m_botRules->setPlaceholderText(
        QStringLiteral("allow agent MyKiosk\nallow address 10.20.0.0/16\nblock agent BadBot"));
    m_botRules->setToolTip(tr("One rule a line: allow or block, agent or address, then a text that occurs in "
                              "the user agent, or an address or network. Block wins."));
    m_botRules->setTabChangesFocus(true);
    m_botRules->setLineWrapMode(QPlainTextEdit::NoWrap);
    setScaledSize(m_botRules, 0, 84);
    m_moreForm->addRow(tr("Bots"), m_botMode);
    m_moreForm->addRow(tr("Bot rules"), m_botRules);
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
    m_more->setChecked(true);
    m_botRules->moveCursor(QTextCursor::End);
    if (!m_botRules->toPlainText().isEmpty())
        m_botRules->insertPlainText(QStringLiteral("\n"));
    m_botRules->insertPlainText(rule);
    m_botRules->setFocus();
    if (rule.endsWith(u' '))
        askForAddress();
}

void SiteDialog::askForAddress()
{
    auto *warning = new PlainLabel(
        tr("The user agent of this hit is an ordinary browser's: a rule about it would make bots of all "
           "people with that browser. Write the address or network of the sender instead. Hits do not keep "
           "it; the log of your web server or proxy may have it."),
        this);
    warning->setObjectName(QStringLiteral("siteRuleWarning"));
    warning->setWordWrap(true);
    setTone(warning, Tone::Warn);
    m_moreForm->addRow(QString(), warning);
    warning->show();
    warning->setMinimumHeight(warning->heightForWidth(m_botRules->width()));
    // Once the forms in each other know of it; adjustSize() would not go beyond two thirds of the screen.
    QTimer::singleShot(0, this, [this] { resize(size().expandedTo(sizeHint())); });
}

void SiteDialog::follow()
{
    if (m_before) {
        return m_note->setText(
            tr("Bot rules apply to new hits at once. Stored hits are judged again when you save, except by "
               "address: addresses are not kept."));
    }
    const QStringList hosts = wordsOf(m_domains->text());
    const Result<Site> site = siteNamedBy(hosts.isEmpty() ? QString() : hosts.constFirst(), m_source.sites(),
                                          {});
    if (!m_name->isModified())
        m_name->setText(site ? site->name : QString());
    if (!m_id->isModified())
        m_id->setText(site ? site->id : QString());
    m_note->setText(site ? LineText::fill(tr("Name %1, key %2, days of %3"), m_name->text(), m_id->text(),
                                          m_zone->currentText())
                         : tr("Name and key follow from it."));
}

QWidget *SiteDialog::fieldOf(const QString &errorCode) const
{
    const std::pair<QLatin1StringView, QWidget *> fields[] = {
        {QLatin1StringView("bad_host"), m_domains},
        {QLatin1StringView("bad_site"), m_id},
        {QLatin1StringView("site_exists"), m_id},
        {QLatin1StringView("bad_timezone"), m_zone},
        {QLatin1StringView("bad_query_names"), m_keptQuery},
        {QLatin1StringView("bad_bot_rule"), m_botRules},
    };
    for (const auto &[code, field] : fields) {
        if (errorCode == code)
            return field;
    }
    return m_domains; // of the site as a whole
}

void SiteDialog::complain(const Error &error)
{
    clearProblem();
    m_marked = fieldOf(error.code);
    const bool isMore = m_moreForm->indexOf(m_marked) >= 0;
    QFormLayout *form = isMore ? m_moreForm : m_form;
    int row = 0;
    QFormLayout::ItemRole role = QFormLayout::FieldRole;
    form->getWidgetPosition(m_marked, &row, &role);
    form->insertRow(row + 1, QString(), m_problem);
    m_problem->setText(error.message);
    m_problem->show();
    setStyleProperty(m_marked, "invalid", true);
    if (isMore)
        m_more->setChecked(true);
    m_tabs->setCurrent(0);
    m_pages->setCurrentIndex(0);
    m_marked->setFocus();
}

void SiteDialog::clearProblem()
{
    if (!m_marked)
        return;
    setStyleProperty(std::exchange(m_marked, nullptr), "invalid", false);
    for (QFormLayout *form : {m_form, m_moreForm}) {
        if (form->indexOf(m_problem) < 0)
            continue;
        const QFormLayout::TakeRowResult taken = form->takeRow(m_problem);
        delete taken.labelItem;
        delete taken.fieldItem;
    }
    m_problem->hide();
}

Result<Site> SiteDialog::edited() const
{
    Site site = m_before.value_or(Site());
    site.id = m_id->text();
    if (site.id.isEmpty() && m_domains->text().trimmed().isEmpty())
        return Error {QStringLiteral("bad_host"), tr("Write the domain of the website.")};
    site.name = m_name->text().simplified();
    site.timezone = m_zone->currentText();
    site.consent = m_consent->currentIndex() == 1 ? Site::ConsentMode::Ignore : Site::ConsentMode::Honour;
    site.botMode = static_cast<Site::BotMode>(m_botMode->currentIndex());
    const QString typed = m_domains->text().trimmed();
    const Result<QStringList> hosts = allowedHosts(typed.isEmpty() ? QStringList() : QStringList {typed});
    if (!hosts)
        return hosts.error();
    site.domains = *hosts;
    if (!isValidSiteId(site.id))
        return Error {QStringLiteral("bad_site"), tr("A key has only letters, digits, _ and -, at most 64.")};
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
    if (!site)
        return complain(site.error());
    m_save->setEnabled(false);
    const auto take = [this, site = *site](const Result<void> &saved) {
        if (saved)
            return onSaved(site);
        m_save->setEnabled(true);
        complain(saved.error());
    };
    m_asking = m_before ? m_source.updateSite(*site, this, take) : m_source.createSite(*site, this, take);
}

void SiteDialog::onSaved(const Site &site)
{
    if (!m_before)
        Q_EMIT created(site);
    else if (site.botMode != m_before->botMode || site.botRules != m_before->botRules)
        Q_EMIT botRulesChanged(site.id);
    accept();
}
