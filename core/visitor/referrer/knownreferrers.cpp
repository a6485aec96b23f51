// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/visitor/referrer/knownreferrers.h"

#include "core/types/publicsuffix.h"

#include <QFile>
#include <QLocale>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace {

constexpr qsizetype kMaxRows = 10'000;
constexpr qsizetype kMaxLine = 1000;
constexpr int kMaxSegments = 2; ///< of the path that a row can name

constexpr QLatin1StringView kNone {"None"}; ///< a channel of the table: not a source of visits

const QStringList &channels()
{
    static const QStringList names {QStringLiteral("Search"),   QStringLiteral("Social"),
                                    QStringLiteral("Email"),    QStringLiteral("Video"),
                                    QStringLiteral("Paid"),     QStringLiteral("AI assistant"),
                                    QStringLiteral("Referral"), QString(kNone)};
    return names;
}

Error malformed(qsizetype line, const char *what)
{
    return {QStringLiteral("referrers_malformed"),
            QStringLiteral("line %1 of the referrer table: %2")
                .arg(QString::number(line), QLatin1StringView(what))};
}

/// Hosts of a search engine where one searches, by each label in front of its name.
bool isSearchLabel(QStringView label)
{
    static const QSet<QString> labels = [] {
        QSet<QString> all;
        for (const char *name :
             {"www",   "m",        "mobile",    "wap",     "web",       "amp",    "lite",   "html",
              "start", "safe",     "noai",      "r",       "l",         "search", "images", "image",
              "img",   "pic",      "video",     "videos",  "cse",       "lens",   "ipv4",   "ipv6",
              "nova",  "shopping", "encrypted", "scholar", "yandsearch"})
            all.insert(QString::fromLatin1(name));
        return all;
    }();
    if (labels.contains(label.toString()))
        return true;
    // "uk.search.yahoo.com"; these codes of countries are words.
    const QString code = label.size() == 2 ? label.toString().toUpper() : QString();
    return !code.isEmpty() && code != QLatin1StringView("MY") && code != QLatin1StringView("ID")
        && code != QLatin1StringView("AI") && code != QLatin1StringView("AD")
        && code != QLatin1StringView("TV")
        && (code == QLatin1StringView("UK") || QLocale::codeToTerritory(code) != QLocale::AnyTerritory);
}

/// Hosts of sign-in and payment, wherever they are: "login.example.com", "eu.auth.example.com".
bool isPassage(const QString &host, const QString &domain)
{
    static const QSet<QString> labels = [] {
        QSet<QString> all;
        for (const char *name : {"accounts", "login", "signin", "sign-in", "logon", "auth", "oauth", "oauth2",
                                 "sso", "idp", "adfs", "passport", "consent", "checkout", "3ds", "3dsecure"})
            all.insert(QString::fromLatin1(name));
        return all;
    }();
    // Without the list of public suffixes the last two labels count as the registrable domain.
    const qsizetype registered = domain.size() < host.size() ? domain.size() : host.section(u'.', -2).size();
    if (registered >= host.size())
        return false;
    const QStringView front = QStringView(host).first(host.size() - registered - 1);
    const QList<QStringView> parts = front.split(u'.');
    return std::ranges::any_of(parts, [](QStringView label) { return labels.contains(label.toString()); });
}

/// "host/a/b" for path "/a/b/c", then "host/a"; the host alone is the caller's.
QStringList withSegments(const QString &host, QStringView path)
{
    QStringList keys;
    qsizetype end = 0;
    for (int i = 0; i < kMaxSegments && end < path.size(); ++i) {
        end = path.indexOf(u'/', end + 1);
        if (end < 0)
            end = path.size();
        if (end > 1)
            keys.prepend(host + path.first(end).toString());
    }
    return keys;
}

} // namespace

Result<KnownReferrers> KnownReferrers::parse(const QByteArray &text)
{
    KnownReferrers table;
    qsizetype number = 0;
    for (const QByteArray &line : text.split('\n')) {
        ++number;
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (line.size() > kMaxLine || table.m_rows.size() >= kMaxRows)
            return malformed(number, "too long");
        const QList<QByteArray> fields = line.split('\t');
        if (fields.size() < 3 || fields.size() > 4)
            return malformed(number, "host, source, channel and names are separated by tabs");
        const QString host = QString::fromUtf8(fields[0].trimmed());
        Row row {QString::fromUtf8(fields[1].trimmed()), QString::fromUtf8(fields[2].trimmed())};
        const bool hasSource = !row.source.isEmpty();
        if (host.isEmpty() || host != host.toLower() || hasSource == (row.channel == kNone))
            return malformed(number,
                             "a host is lower case and not empty, a source only missing without channel");
        if (!channels().contains(row.channel))
            return malformed(number, "no such channel");
        if (table.m_rows.contains(host))
            return malformed(number, "the host is there already");
        if (row.channel == kNone)
            row = {QString(), QStringLiteral("Internal")};
        table.m_rows.insert(host, row);
        if (fields.size() < 4)
            continue;
        for (const QByteArray &name : fields[3].split(',')) {
            if (!name.trimmed().isEmpty())
                table.m_names.insert(QString::fromUtf8(name.trimmed()).toLower(), row);
        }
    }
    return table;
}

const KnownReferrers &KnownReferrers::bundled()
{
    static const KnownReferrers table = [] {
        QFile file(QStringLiteral(":/referrers.tsv"));
        Result<KnownReferrers> read = file.open(QIODevice::ReadOnly)
            ? parse(file.readAll())
            : Result<KnownReferrers>(malformed(0, "missing"));
        Q_ASSERT_X(read.ok(), "KnownReferrers", "the bundled table is read by a test");
        return read.ok() ? std::move(*read) : KnownReferrers();
    }();
    return table;
}

std::optional<KnownReferrers::Row> KnownReferrers::rowAt(const QString &key) const
{
    const auto found = m_rows.constFind(key);
    return found == m_rows.cend() ? std::nullopt : std::optional(*found);
}

std::optional<KnownReferrers::Row> KnownReferrers::findApp(const QString &key) const
{
    return rowAt(key);
}

std::optional<KnownReferrers::Row> KnownReferrers::find(const QString &host, QStringView path) const
{
    for (const QString &key : withSegments(host, path)) {
        if (const std::optional<Row> found = rowAt(key))
            return found;
    }
    if (const std::optional<Row> found = rowAt(host))
        return found;
    const QString domain = registrableDomain(host);
    if (isPassage(host, domain))
        return Row {QString(), QStringLiteral("Internal")};
    // Of a search engine only where one searches; its other hosts are sources of their own.
    const auto asSearched = [&host](const Row &row, qsizetype front) {
        if (row.channel != QLatin1StringView("Search") || front <= 0)
            return row;
        const QList<QStringView> labels = QStringView(host).first(front - 1).split(u'.');
        return labels.contains(QStringView(u"search")) || std::ranges::all_of(labels, isSearchLabel)
            ? row
            : Row {host, QStringLiteral("Referral")};
    };
    for (QString name = host; name.size() >= domain.size();) {
        if (const std::optional<Row> found = rowAt(name))
            return asSearched(*found, host.size() - name.size());
        const qsizetype dot = name.indexOf(u'.');
        if (dot < 0)
            break;
        name = name.sliced(dot + 1);
    }
    // "google.*": the same name under any public suffix.
    const QString suffix = publicSuffix(domain);
    if (suffix.isEmpty() || domain.size() <= suffix.size() + 1)
        return std::nullopt;
    const QString anywhere = domain.first(domain.size() - suffix.size()) + u'*';
    if (host == domain) {
        for (const QString &key : withSegments(anywhere, path)) {
            if (const std::optional<Row> found = rowAt(key))
                return found;
        }
    }
    const std::optional<Row> found = rowAt(anywhere);
    return found ? std::optional(asSearched(*found, host.size() - domain.size())) : std::nullopt;
}

std::optional<KnownReferrers::Row> KnownReferrers::named(const QString &source) const
{
    const QString name = source.trimmed().toLower();
    if (const auto found = m_names.constFind(name); found != m_names.cend())
        return *found;
    if (!name.contains(u'.'))
        return std::nullopt;
    const std::optional<Row> row = find(name.startsWith(QLatin1StringView("www.")) ? name.sliced(4) : name,
                                        {});
    return row && !row->source.isEmpty() ? row : std::nullopt;
}
