// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/referrer/spamhosts.h"

#include <QFile>
#include <QUrl>

#include <algorithm>

namespace {

constexpr qsizetype kMaxHostChars = 253;

Error badList(const QString &message)
{
    return {QStringLiteral("bad_spam_list"), message};
}

bool isHost(QStringView text)
{
    const auto fits = [](QChar c) {
        return c.isLetterOrNumber() || c.isSurrogate() || c.isMark() || c == u'-' || c == u'_' || c == u'.';
    };
    return text.size() <= kMaxHostChars && text.contains(u'.') && !text.contains(QStringView(u".."))
        && !text.startsWith(u'.') && !text.endsWith(u'.') && std::ranges::all_of(text, fits);
}

/// As referrers are stored: lower case, A-labels, without "www." before a name that still has a dot.
QString normalised(const QString &line)
{
    QString host = line.toLower();
    // First: whatever looks like "www" or a dot in another script becomes one by this.
    if (const QByteArray ace = QUrl::toAce(host); !ace.isEmpty())
        host = QString::fromLatin1(ace);
    while (host.startsWith(QStringLiteral("www.")) && host.indexOf(u'.', 4) > 0)
        host.remove(0, 4);
    return host;
}

} // namespace

QSet<QString> SpamHosts::withBundled() const
{
    if (isAlone)
        return hosts;
    QSet<QString> all = bundledSpamHosts();
    all.subtract(excepted);
    return all.unite(hosts);
}

Result<SpamHosts> parseSpamHosts(QByteArrayView content)
{
    if (content.size() > kMaxSpamListBytes)
        return badList(QStringLiteral("The list is larger than %1 bytes.").arg(kMaxSpamListBytes));
    if (!content.isValidUtf8())
        return badList(QStringLiteral("The list is no UTF-8 text: one host on each line."));
    SpamHosts list;
    const QString text = QString::fromUtf8(content);
    int number = 0;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        ++number;
        const qsizetype comment = line.indexOf(u'#');
        QStringView entry = (comment < 0 ? line : line.first(comment)).trimmed();
        const bool isException = entry.startsWith(u'!');
        if (isException)
            entry = entry.sliced(1).trimmed();
        if (isException && entry == QStringView(u"*")) {
            list.isAlone = true;
            continue;
        }
        if (entry.isEmpty() && !isException)
            continue;
        const QString host = normalised(entry.toString());
        if (!isHost(host)) {
            return badList(
                QStringLiteral("Line %1: \"%2\" is no host; write one on each line, such as spam.example")
                    .arg(QString::number(number), host.left(64)));
        }
        (isException ? list.excepted : list.hosts).insert(host);
        if (list.hosts.size() + list.excepted.size() > kMaxSpamHosts)
            return badList(QStringLiteral("At most %1 hosts.").arg(kMaxSpamHosts));
    }
    return list;
}

const QSet<QString> &bundledSpamHosts()
{
    static const QSet<QString> hosts = [] {
        QFile file(QStringLiteral(":/referrer-spam.txt"));
        const QByteArray content = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        const Result<SpamHosts> read = parseSpamHosts(content);
        Q_ASSERT_X(read.ok(), "bundledSpamHosts", "the bundled list is read by a test");
        return read.ok() ? read->hosts : QSet<QString>();
    }();
    return hosts;
}
