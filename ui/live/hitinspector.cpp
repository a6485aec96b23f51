// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/hitinspector.h"

#include "core/types/clickid.h"
#include "ui/look/theme.h"
#include "ui/text/hittext.h"
#include "ui/text/linetext.h"
#include "ui/text/placename.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/helptopic.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace {

constexpr int kPathRows = 20;

} // namespace

HitInspector::HitInspector(HitQuestions &source, QWidget *parent) :
    QWidget(parent), m_source(source), m_title(new PlainLabel(this)), m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("hitInspector"));
    HelpTopic::set(this, QStringLiteral("windows.md#the-inspector"));
    QFont big = Type::strong();
    big.setPixelSize(TextScale::scaled(16));
    m_title->setFont(big);
    m_title->setWordWrap(true);
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("closeInspector"));
    close->setProperty("flat", true);
    close->setToolTip(tr("Close the inspector (Esc)"));
    connect(close, &QPushButton::clicked, this, &HitInspector::closeRequested);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(close, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(top);
    column->addWidget(m_scroll, 1);
}

void HitInspector::setHit(const Hit &hit)
{
    m_asking.cancel();
    m_hit = hit;
    m_path.clear();
    m_pathError.clear();
    if (hit.visitor != 0)
        askForPath(0);
    rebuild();
}

void HitInspector::askForPath(qint64 before)
{
    HitFilter filter;
    filter.site = m_hit.site;
    filter.visitor = m_hit.visitor;
    filter.includesBots = true;
    m_asking = m_source.hits(filter, before, kPathRows - static_cast<int>(m_path.size()), this,
                             [this](const Result<HitPage> &page) { onPath(page); });
}

void HitInspector::onPath(const Result<HitPage> &page)
{
    if (page) {
        m_path += page->hits;
        if (m_path.size() < kPathRows && !page->atEnd)
            askForPath(page->scannedTo);
    } else {
        m_pathError = page.error().message;
    }
    rebuild();
}

QString HitInspector::plainText() const
{
    return LineText::plain(m_lines.join(QLatin1Char('\n')));
}

void HitInspector::rebuild()
{
    m_lines.clear();
    m_title->setText(HitText::page(m_hit));
    auto *content = new QWidget;
    content->setAutoFillBackground(true);
    m_form = new QFormLayout(content);
    m_form->setContentsMargins(0, 0, 8, 16);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(6);
    m_form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_form->setLabelAlignment(Qt::AlignLeft);

    addSection(tr("Hit"));
    addField(tr("Kind"), HitText::kind(m_hit.kind));
    addField(tr("Happened"), Format::date(m_hit.eventAt, m_zone.zone()));
    if (m_hit.receivedAt != m_hit.eventAt)
        addField(tr("Received"), Format::date(m_hit.receivedAt, m_zone.zone()));
    addField(tr("Site"), m_hit.site);
    addField(tr("URL"), LineText::path(m_hit.url));
    addField(tr("Title"), LineText::unturned(m_hit.title));
    addField(tr("Event"), LineText::unturned(m_hit.event));
    if (m_hit.hasValue)
        addField(tr("Value"), QLocale().toString(m_hit.value));
    addField(tr("Short link"), m_hit.link);
    addField(tr("Properties"), LineText::unturned(m_hit.props));
    addField(tr("Sequence"), QString::number(m_hit.seq));
    addField(tr("Came in as"), HitText::protocol(m_hit.protocol));
    addOrigin();
    addClient();
    addIdentity();
    addPath();
    m_scroll->setWidget(content);
    Q_EMIT changed();
}

void HitInspector::addOrigin()
{
    addSection(tr("Where from"));
    addField(tr("Place"), PlaceName::location(m_hit));
    addField(tr("Region"), m_hit.place.region);
    addField(tr("Network"), QString(toString(m_hit.network)));
    addField(tr("Known by"), m_hit.place.source);
    addField(tr("Address"), m_hit.via);
    addReason(whyThisPlace(m_hit));
    addField(tr("Referrer"),
             m_hit.referrer.isEmpty() ? tr("None: typed, bookmarked or hidden")
                                      : LineText::path(m_hit.referrer));
    addField(tr("Counts as"), HitText::referrer(m_hit));
    addField(tr("Channel"), m_hit.channel);
    addReason(whyThisChannel(m_hit));
    addField(tr("utm_source"), LineText::unturned(m_hit.campaign.source));
    addField(tr("utm_medium"), LineText::unturned(m_hit.campaign.medium));
    addField(tr("utm_campaign"), LineText::unturned(m_hit.campaign.name));
    addField(tr("utm_term"), LineText::unturned(m_hit.campaign.term));
    addField(tr("utm_content"), LineText::unturned(m_hit.campaign.content));
}

void HitInspector::addClient()
{
    const auto versioned = [](const QString &name, const QString &version) {
        return version.isEmpty() ? name : LineText::joined({name, version}, QStringLiteral(" "));
    };
    addSection(tr("Device"));
    addField(tr("Device"), m_hit.client.device);
    addField(tr("System"), versioned(m_hit.client.os, m_hit.client.osVersion));
    addField(tr("Browser"), versioned(m_hit.client.browser, m_hit.client.browserVersion));
    addField(tr("Screen"), m_hit.screen);
    addField(tr("Language"), m_hit.language);
    addField(tr("User agent"), LineText::unturned(m_hit.agent));
    addReason(whyThisClient(m_hit));
    addVerdict();
}

void HitInspector::addVerdict()
{
    addSection(tr("Bot or human"));
    addField(tr("Verdict"), m_hit.bot.isBot ? tr("Bot") : tr("Human"));
    addField(tr("Category"), m_hit.bot.category);
    addField(tr("Rule"), m_hit.bot.reason);
    if (m_hit.bot.score > 0)
        addField(tr("Score"), LineText::fill(tr("%1 of 100"), Format::digits(m_hit.bot.score)));
    addReason(whyThisVerdict(m_hit));
    if (m_hit.agent.isEmpty() || m_hit.site.isEmpty())
        return;
    auto *rule = new QPushButton(m_hit.bot.isBot ? tr("No bot: allow this user agent…")
                                                 : tr("A bot: block this user agent…"));
    rule->setObjectName(QStringLiteral("inspectorRule"));
    connect(rule, &QPushButton::clicked, this, [this] {
        constexpr qsizetype kMaxRuleText = 200; // BotPolicy::parse()
        const QString action = m_hit.bot.isBot ? QStringLiteral("allow") : QStringLiteral("block");
        Q_EMIT ruleWanted(m_hit.site,
                          action + QStringLiteral(" agent ") + m_hit.agent.simplified().left(kMaxRuleText));
    });
    m_form->addRow(rule);
}

void HitInspector::addIdentity()
{
    addSection(tr("Visitor"));
    addField(tr("Visitor"), m_hit.visitorText().isEmpty() ? tr("Anonymous") : m_hit.visitorText());
    addField(tr("Visit"), m_hit.visitText());
    addReason(whyThisVisitor(m_hit));
}

void HitInspector::addPath()
{
    addSection(tr("Recent path of this visitor"));
    if (!m_pathError.isEmpty())
        return addReason(m_pathError);
    if (m_hit.visitor == 0)
        return addReason(tr("An anonymous hit is never joined with another, so it has no path."));
    if (m_asking.isOpen() && m_path.isEmpty())
        return addReason(tr("Reading…"));
    for (const Hit &step : m_path) {
        const QString page = HitText::page(step);
        const QString what = step.kind == HitKind::Pageview
            ? page
            : LineText::joined({page, HitText::kind(step.kind)});
        addField(m_zone.text(step.eventAt, m_hit.receivedAt),
                 step.seq == m_hit.seq ? LineText::joined({QStringLiteral("▸"), what}, QStringLiteral(" "))
                                       : what);
    }
}

QString HitInspector::whyThisPlace(const Hit &hit)
{
    if (hit.place.source.startsWith(QLatin1StringView("subnet ")))
        return tr("The address lies in a network that you named.");
    if (hit.isLocalNetwork())
        return LineText::fill(
            tr("The address belongs to a local network (%1); such an address has no place on the map."),
            toString(hit.network));
    if (hit.place.source.startsWith(QLatin1StringView("proxy header")))
        return tr("A trusted proxy named the country; the place data does not know it, or names another.");
    if (hit.place.isEmpty())
        return tr("The place is unknown: the address is public, but the place data names none for it, or no "
                  "place data is installed.");
    if (hit.place.city.isEmpty())
        return tr(
            "The place data knows only the country of this address. The address itself was never stored.");
    return tr(
        "An estimate from the public address when the hit arrived. The address itself was never stored.");
}

QString HitInspector::whyThisChannel(const Hit &hit)
{
    if (hit.channel == QLatin1StringView("Internal"))
        return tr("The referrer is a page of the site itself, so it is none.");
    if (hit.channel == QLatin1StringView("Unknown"))
        return tr("What was sent as referrer is no URL; it was not kept.");
    if (const ClickId *clickId = clickIdOf(hit.url))
        return LineText::fill(tr("The link carries %1, the click id of an advertiser."), clickId->key);
    if (!hit.campaign.source.isEmpty() || !hit.campaign.medium.isEmpty())
        return tr("The link says so itself in its utm fields.");
    if (!hit.referrer.isEmpty())
        return tr("By the host of the referrer.");
    return hit.source.isEmpty()
        ? QString()
        : tr("The user agent is the built-in browser of an app, which sends no referrer.");
}

QString HitInspector::whyThisClient(const Hit &hit)
{
    if (hit.signs.testFlag(HitSign::RefinedByHints))
        return tr(
            "Named by the user agent (rules of uap-core) and corrected by client hints of the browser.");
    if (hit.agent.isEmpty())
        return tr("Unknown: no user agent was sent, or it was not kept.");
    if (hit.client.device.isEmpty() || hit.client.os.isEmpty())
        return tr("Named by the user agent (rules of uap-core), which says no more.");
    return tr("Named by the user agent (rules of uap-core).");
}

QString HitInspector::whyThisVerdict(const Hit &hit)
{
    if (hit.bot.category == QLatin1StringView("burst"))
        return tr(
            "This visitor sent at least 40 hits and opened at least 25 pages within 30 s. Machines that are "
            "alike behind one address count as one visitor: if this is an office or a load test, allow its "
            "address or user agent.");
    if (hit.bot.isBot)
        return hit.bot.reason.isEmpty()
            ? tr("Marked as a bot by its sender. Bots are stored, and left out of counts unless you or the "
                 "site include them.")
            : tr(
                "That rule matched. Bots are stored, and left out of counts unless you or the site include them.");
    if (hit.signs.testFlag(HitSign::AddressAllowed))
        return tr("A rule of the site allows the address that it came from.");
    const bool isBrowser = hit.agent.startsWith(QLatin1StringView("Mozilla/")); // others owe no headers
    if (isBrowser && hit.signs.testFlag(HitSign::NoAccept))
        return tr(
            "It came without an Accept header, which every browser sends. That alone makes no bot (25 of 70 "
            "points).");
    if (isBrowser && hit.signs.testFlag(HitSign::NoAcceptLanguage) && hit.language.isEmpty())
        return tr(
            "It came without an Accept-Language header, which every browser sends. That alone makes no bot "
            "(25 of 70 points).");
    return tr("No bot rule matched its user agent or the way it was sent.");
}

QString HitInspector::whyThisVisitor(const Hit &hit)
{
    switch (hit.rung) {
    case IdentityRung::None: return tr("Nothing to tell this visitor by; counted as one of their own.");
    case IdentityRung::ExplicitId: return tr("The page named the visitor; the same on every day.");
    case IdentityRung::StoredId: return tr("By an id that the page keeps in the browser.");
    case IdentityRung::AddressAndAgent:
        return tr("By a salted hash of address and user agent. The salt is new every day, so tomorrow this "
                  "is another visitor.");
    case IdentityRung::Address:
        return tr("By a salted hash of the address alone, since no user agent was sent. The salt is new "
                  "every day.");
    }
    return {};
}

void HitInspector::addSection(const QString &caption)
{
    auto *label = new PlainLabel(caption);
    label->setFont(Type::caption());
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(0, m_form->rowCount() == 0 ? 4 : 12, 0, 2);
    m_form->addRow(label);
    m_lines.append(caption);
}

void HitInspector::addField(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *key = new PlainLabel(name);
    key->setFont(Type::small());
    key->setForegroundRole(QPalette::PlaceholderText);
    key->setFixedWidth(84);
    auto *text = new PlainLabel(LineText::breakable(value));
    text->setFont(Type::body());
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_form->addRow(key, text);
    m_lines.append(LineText::joined({name, value}, QStringLiteral(": ")));
}

void HitInspector::addReason(const QString &text)
{
    if (text.isEmpty())
        return;
    auto *label = new PlainLabel(text);
    label->setFont(Type::small());
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setWordWrap(true);
    m_form->addRow(label);
    m_lines.append(text);
}
