// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/referrer/spamhosts.h"

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

} // namespace

Result<QSet<QString>> parseSpamHosts(QByteArrayView content)
{
    if (content.size() > kMaxSpamListBytes)
        return badList(QStringLiteral("The list is larger than %1 bytes.").arg(kMaxSpamListBytes));
    if (!content.isValidUtf8())
        return badList(QStringLiteral("The list is no UTF-8 text: one host on each line."));
    QSet<QString> hosts;
    const QString text = QString::fromUtf8(content);
    int number = 0;
    for (QStringView line : QStringView(text).split(u'\n')) {
        ++number;
        const qsizetype comment = line.indexOf(u'#');
        QString host = (comment < 0 ? line : line.first(comment)).trimmed().toString().toLower();
        if (host.isEmpty())
            continue;
        if (host.startsWith(QStringLiteral("www.")))
            host.remove(0, 4);
        if (!isHost(host)) {
            return badList(
                QStringLiteral("Line %1: \"%2\" is no host; write one on each line, such as spam.example")
                    .arg(QString::number(number), host.left(64)));
        }
        if (const QByteArray ace = QUrl::toAce(host); !ace.isEmpty())
            host = QString::fromLatin1(ace); // as referrers are stored
        hosts.insert(host);
        if (hosts.size() > kMaxSpamHosts)
            return badList(QStringLiteral("At most %1 hosts.").arg(kMaxSpamHosts));
    }
    return hosts;
}
