// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/referrertable.h"

#include "core/types/publicsuffix.h"

#include <QFile>
#include <QStringList>

namespace {

constexpr qsizetype kMaxRows = 10'000;
constexpr qsizetype kMaxLine = 1000;
constexpr int kMaxSegments = 2; ///< of the path that a row can name

const QStringList &channels()
{
    static const QStringList names {QStringLiteral("Search"),  QStringLiteral("Social"),
                                    QStringLiteral("Email"),   QStringLiteral("Video"),
                                    QStringLiteral("Paid"),    QStringLiteral("AI assistant"),
                                    QStringLiteral("Referral")};
    return names;
}

Error malformed(qsizetype line, const char *what)
{
    return {QStringLiteral("referrers_malformed"),
            QStringLiteral("line %1 of the referrer table: %2").arg(line).arg(QLatin1StringView(what))};
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

Result<ReferrerTable> ReferrerTable::parse(const QByteArray &text)
{
    ReferrerTable table;
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
        const Row row {QString::fromUtf8(fields[1].trimmed()), QString::fromUtf8(fields[2].trimmed())};
        if (host.isEmpty() || host != host.toLower() || row.source.isEmpty())
            return malformed(number, "a host is lower case and not empty");
        if (!channels().contains(row.channel))
            return malformed(number, "no such channel");
        if (table.m_rows.contains(host))
            return malformed(number, "the host is there already");
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

const ReferrerTable &ReferrerTable::bundled()
{
    static const ReferrerTable table = [] {
        QFile file(QStringLiteral(":/referrers.tsv"));
        Result<ReferrerTable> read = file.open(QIODevice::ReadOnly)
            ? parse(file.readAll())
            : Result<ReferrerTable>(malformed(0, "missing"));
        Q_ASSERT_X(read.ok(), "ReferrerTable", "the bundled table is read by a test");
        return read.ok() ? std::move(*read) : ReferrerTable();
    }();
    return table;
}

const ReferrerTable::Row *ReferrerTable::find(const QString &host, QStringView path) const
{
    const auto row = [this](const QString &key) -> const Row * {
        const auto found = m_rows.constFind(key);
        return found == m_rows.cend() ? nullptr : &*found;
    };
    for (const QString &key : withSegments(host, path)) {
        if (const Row *found = row(key))
            return found;
    }
    const QString domain = registrableDomain(host);
    for (QString name = host; name.size() >= domain.size();) {
        if (const Row *found = row(name))
            return found;
        const qsizetype dot = name.indexOf(u'.');
        if (dot < 0)
            break;
        name = name.sliced(dot + 1);
    }
    // "google.*": the same name under any public suffix.
    const QString suffix = publicSuffix(domain);
    if (suffix.isEmpty() || domain.size() <= suffix.size() + 1)
        return nullptr;
    return row(domain.first(domain.size() - suffix.size()) + u'*');
}

const ReferrerTable::Row *ReferrerTable::named(const QString &source) const
{
    const QString name = source.trimmed().toLower();
    if (const auto found = m_names.constFind(name); found != m_names.cend())
        return &*found;
    return name.contains(u'.') ? find(name.startsWith(QLatin1StringView("www.")) ? name.sliced(4) : name, {})
                               : nullptr;
}
