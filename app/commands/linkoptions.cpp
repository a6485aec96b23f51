// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/linkoptions.h"

#include "core/links/linkpassword.h"
#include "core/types/daterange.h"

#include <QFile>

#include <optional>

namespace {

constexpr qint64 kMostClicks = 1'000'000'000'000;

Error usage(const QString &message)
{
    return {QStringLiteral("usage"), message};
}

/// "on" or "off"; nothing for anything else.
std::optional<bool> switchOf(const QString &text)
{
    if (text == QLatin1StringView("on"))
        return true;
    return text == QLatin1StringView("off") ? std::optional(false) : std::nullopt;
}

Result<QString> passwordOf(const QString &text)
{
    if (text.isEmpty())
        return QString();
    if (text != QLatin1StringView("-"))
        return hashedPassword(text);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return usage(QStringLiteral("--password - reads a line from standard input, which is closed"));
    QByteArray typed = input.readLine(1024);
    while (typed.endsWith('\n') || typed.endsWith('\r'))
        typed.chop(1);
    if (typed.isEmpty())
        return usage(QStringLiteral("--password - reads a line from standard input, which is empty"));
    return hashedPassword(QString::fromUtf8(typed));
}

/// Microseconds; 0 for an empty text.
Result<Micros> instantOf(const QString &text)
{
    if (text.isEmpty())
        return Micros {0};
    const std::optional<Micros> instant = parseInstant(text);
    if (!instant || *instant <= 0) {
        return usage(QStringLiteral(
            "--expires is an instant such as 2027-01-31T18:00:00+01:00 or 2027-01-31T17:00:00Z"));
    }
    return *instant;
}

/// "70=https://…", once for each; named A, B, C … in their order.
Result<QList<LinkVariant>> variantsOf(const QStringList &texts)
{
    QList<LinkVariant> variants;
    for (const QString &text : texts) {
        if (text.isEmpty() && texts.size() == 1)
            return QList<LinkVariant>();
        const qsizetype equals = text.indexOf(u'=');
        bool isNumber = false;
        const int weight = equals < 0 ? 0 : QStringView(text).first(equals).toInt(&isNumber);
        if (!isNumber)
            return usage(QStringLiteral("--variant is WEIGHT=URL, such as 50=https://e.com/a"));
        variants.append({QString(QChar(static_cast<char16_t>(u'A' + variants.size() % 26))),
                         text.sliced(equals + 1), weight});
    }
    return variants;
}

/// "mobile,DE=https://…": words of two letters are countries, the others devices.
Result<QList<LinkRule>> rulesOf(const QStringList &texts)
{
    QList<LinkRule> rules;
    for (const QString &text : texts) {
        if (text.isEmpty() && texts.size() == 1)
            return QList<LinkRule>();
        const qsizetype equals = text.indexOf(u'=');
        if (equals <= 0)
            return usage(QStringLiteral("--rule is WHO=URL, such as mobile,DE=https://e.com/app"));
        LinkRule rule;
        const QStringList words = text.first(equals).split(u',', Qt::SkipEmptyParts);
        for (const QString &word : words) {
            if (word.trimmed().size() == 2 && word.trimmed() != QLatin1StringView("TV"))
                rule.countries.append(word.trimmed().toUpper());
            else
                rule.devices.append(word.trimmed());
        }
        rule.url = text.sliced(equals + 1);
        rules.append(rule);
    }
    return rules;
}

} // namespace

Result<Link> withOptions(Link link, const CommandLine &line, Micros now)
{
    link.site = line.value(QStringLiteral("site"), link.site);
    link.name = line.value(QStringLiteral("name"), link.name);
    link.fallback = line.value(QStringLiteral("fallback"), link.fallback);
    link.campaign = line.value(QStringLiteral("campaign"), link.campaign);
    if (line.has(QStringLiteral("tag"))) {
        link.tags = line.values(QStringLiteral("tag"));
        link.tags.removeAll(QString());
        link.tags.removeDuplicates();
    }
    if (line.has(QStringLiteral("forward-query"))) {
        const std::optional<Link::ForwardQuery> mode =
            forwardQueryOf(line.value(QStringLiteral("forward-query")));
        if (!mode)
            return usage(QStringLiteral("--forward-query is off, append or capture"));
        link.forwardQuery = *mode;
    }
    if (line.has(QStringLiteral("app-schemes"))) {
        const std::optional<bool> on = switchOf(line.value(QStringLiteral("app-schemes")));
        if (!on)
            return usage(QStringLiteral("--app-schemes is on or off"));
        link.opensApps = *on;
    }
    if (line.has(QStringLiteral("archived"))) {
        const std::optional<bool> on = switchOf(line.value(QStringLiteral("archived")));
        if (!on)
            return usage(QStringLiteral("--archived is on or off"));
        if (*on != (link.archivedAt != 0))
            link.archivedAt = *on ? now : 0;
    }
    const Result<qint64> most = line.number(QStringLiteral("max-clicks"), link.maxClicks, 0, kMostClicks);
    if (!most)
        return most.error();
    link.maxClicks = *most;
    if (line.has(QStringLiteral("expires"))) {
        const Result<Micros> expires = instantOf(line.value(QStringLiteral("expires")));
        if (!expires)
            return expires.error();
        link.expiresAt = *expires;
    }
    if (line.has(QStringLiteral("variant"))) {
        const Result<QList<LinkVariant>> variants = variantsOf(line.values(QStringLiteral("variant")));
        if (!variants)
            return variants.error();
        link.variants = *variants;
    }
    if (line.has(QStringLiteral("rule"))) {
        const Result<QList<LinkRule>> rules = rulesOf(line.values(QStringLiteral("rule")));
        if (!rules)
            return rules.error();
        link.rules = *rules;
    }
    if (line.has(QStringLiteral("password"))) {
        const Result<QString> password = passwordOf(line.value(QStringLiteral("password")));
        if (!password)
            return password.error();
        link.password = *password;
    }
    return link;
}
