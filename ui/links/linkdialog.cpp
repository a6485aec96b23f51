// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkdialog.h"

#include "core/questions/sitequestions.h"
#include "ui/links/campaignbox.h"
#include "ui/links/codefield.h"
#include "ui/links/endpanel.h"
#include "ui/links/fieldrow.h"
#include "ui/links/linkcounter.h"
#include "ui/links/linktext.h"
#include "ui/links/rulespanel.h"
#include "ui/links/utmpanel.h"
#include "ui/links/variantspanel.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/helptopic.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace {

constexpr QSize kWanted(688, 720);
constexpr QSize kSmallest(420, 320);

} // namespace

LinkDialog::LinkDialog(Place place, const std::optional<Link> &before, QWidget *parent) :
    QDialog(parent),
    m_place(std::move(place)),
    m_before(before),
    m_url(new QLineEdit(this)),
    m_code(new CodeField(
        m_place.collectorUrl, [stock = m_place.stock](const QString &code) { return stock->find(code); },
        this)),
    m_name(new QLineEdit(this)),
    m_tags(new QLineEdit(this)),
    m_campaign(new CampaignBox(m_place.stock->campaigns, m_before ? m_before->campaign : QString(), this)),
    m_site(new ChoiceBox(this)),
    m_foot(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("linkDialog"));
    HelpTopic::set(this, QStringLiteral("windows.md#a-link"));
    setWindowTitle(m_before ? PlainText::title(LineText::fill(tr("Link /%1"), m_before->code))
                            : tr("New link"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildForm(), 1);
    column->addWidget(buildFoot());
    connectFields();
    m_untouched = draft();
    summarise();
    for (const auto &[fold, isOpen] : {std::pair {m_utmFold, !m_utm->tags().isEmpty()},
                                       {m_endFold, !m_end->summary().isEmpty()},
                                       {m_variantsFold, !m_untouched.link.variants.isEmpty()},
                                       {m_rulesFold, !m_untouched.link.rules.isEmpty()}})
        fold->setOpen(isOpen);
    setMinimumSize(kSmallest);
    const QSize room = parent ? parent->window()->size() - QSize(24, 24) : kWanted;
    resize(QSize(TextScale::scaled(kWanted.width()), TextScale::scaled(kWanted.height())).boundedTo(room));
    m_url->setFocus();
}

QWidget *LinkDialog::buildForm()
{
    auto *form = new QWidget(this);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    Link link = m_before.value_or(Link());
    if (!m_before)
        link.site = m_place.site;
    addMainFields(column, link);
    addFolds(column, link);
    addQueryFold(column, link);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("linkForm"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setWidget(form);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

void LinkDialog::addMainFields(QVBoxLayout *column, const Link &link)
{
    const auto add = [&](LinkField field, const QString &label, QWidget *widget, QWidget *input = nullptr) {
        auto *row = new FieldRow(label, widget, this, input);
        m_rows[field] = row;
        column->addWidget(row);
    };
    m_url->setObjectName(QStringLiteral("linkUrl"));
    m_url->setPlaceholderText(QStringLiteral("https://shop.example/sale"));
    m_url->setText(link.url);
    add(LinkField::Url, tr("Destination"), m_url);
    add(LinkField::Code, tr("Short link"), m_code, m_code->edit());
    if (m_before) {
        m_code->setFixed();
        m_code->setCode(link.code);
    } else {
        m_code->makeRandom();
    }
    m_name->setObjectName(QStringLiteral("linkName"));
    m_name->setPlaceholderText(tr("optional"));
    m_name->setText(link.name);
    add(LinkField::Name, tr("Name"), m_name);
    m_tags->setObjectName(QStringLiteral("linkTags"));
    m_tags->setPlaceholderText(m_place.stock->tags.isEmpty()
                                   ? tr("launch, newsletter")
                                   : LinkText::shownTags(m_place.stock->tags.mid(0, 3)));
    m_tags->setToolTip(tr("Words to find it by, separated by commas."));
    m_tags->setText(LinkText::shownTags(link.tags));
    add(LinkField::Tags, tr("Tags"), m_tags);
    m_campaign->setObjectName(QStringLiteral("linkCampaign"));
    add(LinkField::Campaign, tr("Campaign"), m_campaign);
    m_site->setObjectName(QStringLiteral("linkSite"));
    m_site->addItem(tr("None"), QString());
    const QList<Site> sites = m_place.sites.sites();
    for (const Site &site : sites)
        m_site->addItem(LineText::unturned(site.displayName()), site.id);
    if (m_site->findData(link.site) < 0) // it stays that of the link
        m_site->addItem(LineText::fill(tr("%1 (removed)"), link.site), link.site);
    m_site->setCurrentIndex(m_site->findData(link.site));
    m_site->setToolTip(tr("Its clicks are hits of this site."));
    column->addWidget(new FieldRow(tr("Site"), m_site, this));
}

void LinkDialog::addFolds(QVBoxLayout *column, const Link &link)
{
    m_utmFold = new Fold(tr("Campaign parameters (UTM)"), QStringLiteral("linkUtmFold"), this);
    m_utm = new UtmPanel(this); // in the order of the Tab key, as everything here
    m_utmFold->content()->addWidget(m_utm);
    m_utm->setDestination(link.url);
    m_endFold = new Fold(tr("Password and end"), QStringLiteral("linkEndFold"), this);
    m_end = new EndPanel(this);
    m_endFold->content()->addWidget(m_end);
    m_end->setLink(link, zoneOfSite(m_place.sites, link.site), m_place.clock.now());
    m_rows[LinkField::Expiry] = m_end->expiryRow();
    m_rows[LinkField::MaxClicks] = m_end->clicksRow();
    m_rows[LinkField::Fallback] = m_end->fallbackRow();
    m_variantsFold = new Fold(tr("A/B destinations"), QStringLiteral("linkVariantsFold"), this);
    m_variants = new VariantsPanel(this);
    m_variants->setObjectName(QStringLiteral("linkVariants"));
    m_variants->setVariants(link.variants);
    m_variants->setDestination(link.url);
    auto *variants = new FieldRow(tr("Compare"), m_variants, this);
    variants->setNote(tr("Who comes again gets the same destination; their weights decide about others."));
    m_rows[LinkField::Variants] = variants;
    m_variantsFold->content()->addWidget(variants);
    for (Fold *fold : {m_utmFold, m_endFold, m_variantsFold})
        column->addWidget(fold);
    for (const LinkField field : {LinkField::Expiry, LinkField::MaxClicks, LinkField::Fallback})
        m_folds[field] = m_endFold;
    m_folds[LinkField::Variants] = m_variantsFold;
}

void LinkDialog::addQueryFold(QVBoxLayout *column, const Link &link)
{
    m_rulesFold = new Fold(tr("Rules and query"), QStringLiteral("linkRulesFold"), this);
    m_rules = new RulesPanel(this);
    m_query = new ChoiceBox(this);
    m_apps = new QCheckBox(tr("Destinations may open apps (mailto:, spotify:)"), this);
    m_rules->setObjectName(QStringLiteral("linkRules"));
    m_rules->setRules(link.rules);
    auto *rules = new FieldRow(tr("Rules"), m_rules, this);
    m_rows[LinkField::Rules] = rules;
    m_folds[LinkField::Rules] = m_rulesFold;
    m_query->setObjectName(QStringLiteral("linkQuery"));
    m_query->addItems({tr("Ignore what follows ? in a click"), tr("Append it to the destination"),
                       tr("Read it as the campaign of the click")});
    m_query->setCurrentIndex(static_cast<int>(link.forwardQuery));
    m_apps->setObjectName(QStringLiteral("linkApps"));
    m_apps->setChecked(link.opensApps);
    m_rulesFold->content()->addWidget(rules);
    m_rulesFold->content()->addWidget(new FieldRow(tr("Query"), m_query, this));
    m_rulesFold->content()->addWidget(new FieldRow(tr("Apps"), m_apps, this));
    column->addWidget(m_rulesFold);
}

QWidget *LinkDialog::buildFoot()
{
    const auto button = [](const QString &text, const char *objectName, QWidget *parent) {
        auto *made = new QPushButton(text, parent);
        made->setObjectName(QString::fromLatin1(objectName));
        made->setAutoDefault(false);
        return made;
    };
    const auto page = [this] {
        auto *made = new QWidget(m_foot);
        auto *column = new QVBoxLayout(made);
        column->setContentsMargins(24, 12, 24, 16);
        auto *row = new FlowLayout(Metrics::kGrid);
        column->addLayout(row);
        m_foot->addWidget(made);
        return std::pair {made, row};
    };
    const auto [usual, usualRow] = page();
    m_problem = button({}, "linkProblem", usual);
    m_problem->setProperty("flat", true);
    m_problem->hide();
    auto *cancel = button(tr("Cancel"), "linkCancel", usual);
    auto *both = button(tr("Create and copy"), "linkSaveAndCopy", usual);
    both->setVisible(!m_before);
    m_save = button(m_before ? tr("Save") : tr("Create link"), "linkSave", usual);
    m_save->setToolTip(tr("Ctrl+Enter"));
    makePrimary(m_save);
    m_save->setDefault(true);
    usualRow->addWidget(m_problem);
    usualRow->addStretch();
    for (QPushButton *part : {cancel, both, m_save})
        usualRow->addWidget(part);
    const auto [leaving, leavingRow] = page();
    auto *question = new PlainLabel(tr("Leave without saving?"), leaving);
    question->setObjectName(QStringLiteral("linkLeaveQuestion"));
    m_keep = button(tr("Go on editing"), "linkKeep", leaving);
    auto *discard = button(tr("Discard"), "linkDiscard", leaving);
    leavingRow->addWidget(question);
    leavingRow->addStretch();
    leavingRow->addWidget(discard);
    leavingRow->addWidget(m_keep);
    m_foot->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_problem, &QPushButton::clicked, this, &LinkDialog::goToFirstProblem);
    connect(cancel, &QPushButton::clicked, this, &LinkDialog::reject);
    connect(both, &QPushButton::clicked, this, [this] { save(true); });
    connect(m_save, &QPushButton::clicked, this, [this] { save(false); });
    connect(m_keep, &QPushButton::clicked, this, [this] {
        m_foot->setCurrentIndex(0);
        m_url->setFocus();
    });
    connect(discard, &QPushButton::clicked, this, [this] { QDialog::reject(); });
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(QKeySequence(Qt::CTRL | key), this), &QShortcut::activated, this,
                [this] { save(false); });
    return m_foot;
}

void LinkDialog::connectFields()
{
    const auto follow = [this](QLineEdit *edit, LinkField field) {
        connect(edit, &QLineEdit::textChanged, this, [this, field] { touch(field); });
    };
    connect(m_url, &QLineEdit::textChanged, m_utm, &UtmPanel::setDestination);
    follow(m_url, LinkField::Url);
    follow(m_name, LinkField::Name);
    follow(m_tags, LinkField::Tags);
    connect(m_code, &CodeField::changed, this, [this] { touch(LinkField::Code); });
    connect(m_campaign, &QComboBox::currentTextChanged, this, [this] { touch(LinkField::Campaign); });
    connect(m_utm, &UtmPanel::changed, this, &LinkDialog::onEdited);
    connect(m_end, &EndPanel::changed, this, [this] {
        for (const LinkField field : {LinkField::Expiry, LinkField::MaxClicks, LinkField::Fallback})
            m_touched.insert(field);
        onEdited();
    });
    connect(m_variants, &VariantsPanel::changed, this, &LinkDialog::onEdited);
    connect(m_rules, &RulesPanel::changed, this, &LinkDialog::onEdited);
    connect(m_site, &QComboBox::currentIndexChanged, this, [this] {
        m_end->setZone(zoneOfSite(m_place.sites, m_site->currentData().toString()));
        onEdited();
    });
    connect(m_query, &QComboBox::currentIndexChanged, this, &LinkDialog::onEdited);
    connect(m_apps, &QCheckBox::toggled, this, &LinkDialog::onEdited);
}

void LinkDialog::touch(LinkField field)
{
    m_touched.insert(field);
    if (m_refused.first == field)
        m_refused.second.clear();
    onEdited();
}

void LinkDialog::onEdited()
{
    m_variants->setDestination(m_url->text().trimmed());
    m_foot->setCurrentIndex(0);
    check();
    summarise();
}

void LinkDialog::summarise()
{
    const Link link = draft().link;
    const Campaign tags = m_utm->tags();
    QStringList named {tags.source, tags.medium, tags.name};
    named.removeAll(QString());
    m_utmFold->setSummary(tags.isEmpty() ? tr("merged into the address") : LineText::joined(named));
    m_endFold->setSummary(m_end->summary());
    m_variantsFold->setSummary(link.variants.isEmpty()
                                   ? tr("same visitor, same destination")
                                   : tr("%Ln destinations", nullptr, static_cast<int>(link.variants.size())));
    m_rulesFold->setSummary(link.rules.isEmpty()
                                ? tr("by device and country")
                                : tr("%Ln rules", nullptr, static_cast<int>(link.rules.size())));
}

LinkDraft LinkDialog::draft() const
{
    Link link = m_before.value_or(Link());
    link.code = m_code->code();
    link.url = m_utm->merged().trimmed();
    link.site = m_site->currentData().toString();
    link.name = m_name->text().simplified();
    link.forwardQuery = static_cast<Link::ForwardQuery>(std::max(0, m_query->currentIndex()));
    link.variants = m_variants->variants();
    link.rules = m_rules->rules();
    link.campaign = m_campaign->name();
    link.tags = LinkText::tagsOf(m_tags->text());
    link.opensApps = m_apps->isChecked();
    m_end->writeTo(link);
    return {link, m_end->password()};
}

std::map<LinkField, QString> LinkDialog::problems() const
{
    std::map<LinkField, QString> found;
    const LinkDraft now = draft();
    for (const LinkProblem &problem : problemsOf(now.link))
        found.try_emplace(problem.field, LinkText::sentence(problem.sentence));
    if (now.link.url.isEmpty())
        found[LinkField::Url] = tr("Write where the link leads: an address with http:// or https://.");
    if (now.link.code.isEmpty())
        found[LinkField::Code] = tr("Write a code, or make one with Random.");
    const Link *taken = m_before ? nullptr : m_place.stock->find(now.link.code);
    if (taken) {
        found.try_emplace(LinkField::Code,
                          LineText::fill(tr("/%1 is taken: it leads to %2."), taken->code,
                                         LineText::shortened(LinkText::wholeDestination(taken->url), 80)));
    }
    for (const auto &[field, sentence] : {std::pair {LinkField::MaxClicks, m_end->clicksProblem()},
                                          {LinkField::Expiry, m_end->expiryProblem(m_place.clock.now())}}) {
        if (!sentence.isEmpty())
            found.try_emplace(field, sentence);
    }
    if (!m_refused.second.isEmpty())
        found.try_emplace(m_refused.first, m_refused.second);
    return found;
}

void LinkDialog::check()
{
    const std::map<LinkField, QString> found = problems();
    int shown = 0;
    QString first;
    for (const auto &[field, row] : m_rows) {
        const auto problem = found.find(field);
        const bool isWrong = problem != found.end();
        const bool isSeen = m_showsAll || m_touched.contains(field)
            || (isWrong && m_refused.first == field && !m_refused.second.isEmpty());
        row->setProblem(isWrong && isSeen ? problem->second : QString());
        if (isWrong && isSeen && ++shown == 1)
            first = row->label();
    }
    checkCode();
    m_problem->setHidden(shown == 0);
    m_problem->setText(shown == 1 ? PlainText::caption(LineText::fill(tr("One field needs you: %1"), first))
                                  : tr("%Ln fields need you", nullptr, shown));
}

/// Offers free codes, or warns of one that is mistaken for another.
void LinkDialog::checkCode()
{
    FieldRow *row = m_rows.at(LinkField::Code);
    if (m_before)
        return;
    const QString code = m_code->code();
    m_code->setOffers(row->problem().isEmpty() ? QStringList() : m_code->freeCodesLike(code));
    const QString other = m_place.stock->lookAlike(code);
    row->setNote(other.isEmpty()
                     ? QString()
                     : LineText::fill(tr("In print it is mistaken for /%1, which exists."), other),
                 true);
}

void LinkDialog::goToFirstProblem()
{
    for (const auto &[field, row] : m_rows) {
        if (row->problem().isEmpty())
            continue;
        if (const auto fold = m_folds.find(field); fold != m_folds.end())
            fold->second->setOpen(true);
        QWidget *input = row->input();
        if (field == LinkField::Variants)
            input = m_variants->firstField();
        else if (field == LinkField::Rules)
            input = m_rules->firstField();
        input->setFocus();
        findChild<QScrollArea *>(QStringLiteral("linkForm"))->ensureWidgetVisible(row);
        return;
    }
}

void LinkDialog::save(bool copies)
{
    if (m_asking.isOpen())
        return;
    m_refused.second.clear();
    m_showsAll = true;
    check();
    if (!problems().empty())
        return goToFirstProblem();
    const LinkDraft now = draft();
    m_save->setEnabled(false);
    const auto take = [this, link = now.link, copies](const Result<void> &saved) {
        onSaved(link, saved, copies);
    };
    m_asking = m_before ? m_place.source.updateLinks({now}, this, take)
                        : m_place.source.addLinks({now}, this, take);
}

void LinkDialog::onSaved(const Link &link, const Result<void> &saved, bool copies)
{
    m_save->setEnabled(true);
    if (!saved) {
        m_refused = {fieldOf(saved.error()), LinkText::sentence(saved.error().message)};
        check();
        return goToFirstProblem();
    }
    Q_EMIT this->saved(link, !m_before, copies);
    accept();
}

LinkField LinkDialog::fieldOf(const Error &error)
{
    return error.code == QLatin1StringView("link_exists") || error.code == QLatin1StringView("bad_code")
        ? LinkField::Code
        : LinkField::Url; // of the link as a whole
}

void LinkDialog::reject()
{
    const LinkDraft now = draft();
    if (now.link == m_untouched.link && now.password == m_untouched.password)
        return QDialog::reject();
    if (m_foot->currentIndex() == 1) { // Escape again: as if it had not been pressed
        m_foot->setCurrentIndex(0);
        m_url->setFocus();
        return;
    }
    m_foot->setCurrentIndex(1);
    m_keep->setFocus();
}
