// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticsbodies.h"

#include "core/links/campaigntags.h"
#include "core/links/linkcheck.h"
#include "core/types/allowedhosts.h"
#include "core/types/fieldlimits.h"
#include "core/types/newsite.h"
#include "core/types/zonename.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>
#include <utility>

namespace {

constexpr qsizetype kLongestDomain = 255;
constexpr qsizetype kLongestZone = 64;
constexpr qsizetype kLongestSlug = 64;

/// Reads members in turn and keeps the first thing that is wrong.
class Members final
{
public:
    explicit Members(const QByteArray &body)
    {
        if (body.size() > kMaxCatalogBodyBytes) {
            m_error = {413, "payload_too_large", QStringLiteral("Payload exceeds size limit")};
            return;
        }
        const QJsonDocument document = QJsonDocument::fromJson(body);
        if (document.isObject())
            m_object = document.object();
        else
            m_error = {400, "invalid_json", QStringLiteral("The body must be a JSON object")};
    }

    bool isNull(const char *name) const { return m_object.value(QLatin1StringView(name)).isNull(); }
    /// It is there and not null.
    bool has(const char *name) const
    {
        const QJsonValue value = m_object.value(QLatin1StringView(name));
        return !value.isUndefined() && !value.isNull();
    }
    void require(const char *name)
    {
        if (!has(name))
            fail(name, QStringLiteral("%1 is required").arg(QLatin1StringView(name)));
    }
    /// 1 to `longest` characters on one line, besides blanks around them.
    void readText(const char *name, qsizetype longest, QString *text)
    {
        if (!has(name))
            return;
        const QJsonValue value = m_object.value(QLatin1StringView(name));
        const QString given = value.toString().trimmed();
        const QLatin1StringView called(name);
        if (!value.isString())
            fail(name, QStringLiteral("%1 must be a text").arg(called));
        else if (given.isEmpty())
            fail(name, QStringLiteral("%1 must not be empty").arg(called));
        else if (given.size() > longest)
            fail(name,
                 QStringLiteral("%1 must be %2 characters or fewer").arg(called, QString::number(longest)));
        else if (!isOneLine(given))
            fail(name, QStringLiteral("%1 must be on one line").arg(called));
        else
            *text = given;
    }
    /// The same; null or an empty text takes it away.
    void readTextOrNothing(const char *name, qsizetype longest, QString *text)
    {
        const QJsonValue value = m_object.value(QLatin1StringView(name));
        if (value.isNull() || (value.isString() && value.toString().trimmed().isEmpty()))
            text->clear();
        else
            readText(name, longest, text);
    }
    /// is_active as the time since when it is not.
    void readActive(Micros now, Micros *archivedAt)
    {
        if (!has("is_active"))
            return;
        const QJsonValue value = m_object.value(QLatin1StringView("is_active"));
        if (!value.isBool())
            fail("is_active", QStringLiteral("is_active must be true or false"));
        else if (value.toBool())
            *archivedAt = 0;
        else if (*archivedAt == 0)
            *archivedAt = now;
    }
    void fail(const char *name, const QString &message)
    {
        if (!m_error)
            m_error = {400, "validation_error", message, QString::fromLatin1(name)};
    }
    bool isFine() const { return !m_error; }
    template <typename T>
    ParsedBody<T> resultOf(T value) const
    {
        if (m_error)
            return *m_error;
        return value;
    }

private:
    QJsonObject m_object;
    std::optional<CatalogBodyError> m_error;
};

/// The host that a site is named by; empty when the member is missing or wrong.
QString readDomain(Members &members)
{
    QString domain;
    members.readText("domain", kLongestDomain, &domain);
    if (domain.isEmpty())
        return {};
    const bool isIpv6 = QHostAddress(domain).protocol() == QAbstractSocket::IPv6Protocol;
    const bool holdsMore = std::ranges::any_of(
        domain, [&](QChar c) { return QStringView(u"/@?#*,; ").contains(c) || (c == u':' && !isIpv6); });
    const Result<QStringList> hosts = holdsMore ? QStringList() : allowedHosts({domain});
    if (holdsMore)
        members.fail("domain",
                     QStringLiteral("domain must be a hostname without scheme, path, credentials, or port"));
    else if (!hosts)
        members.fail("domain", hosts.error().message);
    else if (hosts->size() == 1)
        return hosts->constFirst();
    else
        members.fail("domain", QStringLiteral("domain must be one hostname"));
    return {};
}

void readZone(Members &members, QString *zone)
{
    QString name;
    members.readText("timezone", kLongestZone, &name);
    if (name.isEmpty())
        return;
    const QString known = canonicalZone(name);
    if (known.isEmpty())
        members.fail("timezone", QStringLiteral("timezone must be an IANA name such as Europe/Warsaw"));
    else
        *zone = known;
}

const char *memberOf(LinkField field)
{
    switch (field) {
    case LinkField::Code: return "slug";
    case LinkField::Name: return "name";
    default: return "destination_url";
    }
}

/// The destination and its tags: those of the body, else those that it had.
void readDestination(Members &members, Link &link)
{
    QString url = link.url;
    members.readText("destination_url", kMaxUrlChars, &url);
    Campaign tags = campaignTagsOf(link.url);
    const Campaign before = tags;
    members.readTextOrNothing("utm_source", kMaxNameChars, &tags.source);
    members.readTextOrNothing("utm_medium", kMaxNameChars, &tags.medium);
    members.readTextOrNothing("utm_campaign", kMaxNameChars, &tags.name);
    members.readTextOrNothing("utm_term", kMaxNameChars, &tags.term);
    members.readTextOrNothing("utm_content", kMaxNameChars, &tags.content);
    if (members.has("destination_url"))
        link.url = withCampaignTags(url, tags);
    else if (tags != before)
        link.url = withOnlyCampaignTags(url, tags);
}

ParsedBody<Link> checked(Members &members, const Link &link)
{
    if (members.isFine()) {
        if (const QList<LinkProblem> problems = problemsOf(link); !problems.isEmpty())
            members.fail(memberOf(problems.constFirst().field), problems.constFirst().sentence);
    }
    return members.resultOf(link);
}

ParsedBody<Pixel> readPixel(Members &members, Pixel pixel)
{
    members.readText("name", kMaxLinkNameChars, &pixel.name);
    members.readTextOrNothing("default_url", kMaxUrlChars, &pixel.url);
    if (!pixel.url.isEmpty() && members.isFine()) {
        if (const QString problem = destinationProblem(pixel.url, false); !problem.isEmpty())
            members.fail("default_url", problem);
    }
    return members.resultOf(std::move(pixel));
}

} // namespace

ParsedBody<Site> newSiteOf(const QByteArray &body, const QList<Site> &others)
{
    Members members(body);
    members.require("name");
    members.require("domain");
    QString name;
    Site defaults;
    members.readText("name", kMaxLinkNameChars, &name);
    readZone(members, &defaults.timezone);
    const QString domain = readDomain(members);
    Site site;
    if (members.isFine()) {
        if (const Result<Site> named = siteNamedBy(domain, others, defaults))
            site = *named;
        else
            members.fail("domain", named.error().message);
        site.name = name;
    }
    return members.resultOf(std::move(site));
}

ParsedBody<Site> changedSiteOf(const QByteArray &body, const Site &base)
{
    Members members(body);
    Site site = base;
    members.readText("name", kMaxLinkNameChars, &site.name);
    readZone(members, &site.timezone);
    if (const QString domain = readDomain(members); !domain.isEmpty()) {
        if (!site.domains.isEmpty())
            site.domains.removeFirst();
        site.domains.removeAll(domain);
        site.domains.prepend(domain);
    }
    return members.resultOf(std::move(site));
}

ParsedBody<Link> newLinkOf(const QByteArray &body, const Link &base)
{
    Members members(body);
    members.require("name");
    members.require("destination_url");
    Link link = base;
    members.readText("name", kMaxLinkNameChars, &link.name);
    members.readText("slug", kLongestSlug, &link.code);
    readDestination(members, link);
    members.readActive(link.madeAt, &link.archivedAt);
    return checked(members, link);
}

ParsedBody<Link> changedLinkOf(const QByteArray &body, const Link &base, Micros now)
{
    Members members(body);
    Link link = base;
    members.readText("name", kMaxLinkNameChars, &link.name);
    readDestination(members, link);
    members.readActive(now, &link.archivedAt);
    return checked(members, link);
}

ParsedBody<Pixel> newPixelOf(const QByteArray &body, const Pixel &base)
{
    Members members(body);
    members.require("name");
    return readPixel(members, base);
}

ParsedBody<Pixel> changedPixelOf(const QByteArray &body, const Pixel &base, Micros now)
{
    Members members(body);
    Pixel pixel = base;
    members.readActive(now, &pixel.archivedAt);
    return readPixel(members, std::move(pixel));
}
