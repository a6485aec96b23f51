// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/secretparts.h"

#include "core/ingest/privacy/glyphs.h"
#include "core/ingest/privacy/secretnames.h"
#include "core/types/urltext.h"
#include "core/types/urluserinfo.h"

#include <QStringList>
#include <QUrl>

#include <string>

namespace {

bool isLetterOrDigit(QChar c)
{
    return c.unicode() < 0x80 && c.isLetterOrNumber();
}

/// Sessions of ASP.NET without cookies: "(S(…))", "(A(…)F(…))".
bool isSession(QStringView segment)
{
    return segment.size() > 5 && segment.startsWith(u'(') && isLetterOrDigit(segment[1]) && segment[2] == u'('
        && segment.endsWith(QStringView(u"))"));
}

QString withoutSecretPieces(QStringView segment)
{
    QStringList kept;
    for (const QStringView piece : segment.split(u';')) {
        if (!holdsSecretPair(piece))
            kept.append(piece.toString());
    }
    return kept.join(u';');
}

QString withoutSecretSegments(QStringView path)
{
    QStringList kept;
    for (const QStringView segment : path.split(u'/')) {
        const QString rest = withoutSecretPieces(segment);
        if (segment.isEmpty() || (!rest.isEmpty() && !isSession(rest)))
            kept.append(rest);
    }
    const QString text = kept.join(u'/');
    return path.contains(u'/') && !text.contains(u'/') ? text + u'/' : text;
}

} // namespace

bool mayHoldSecretParts(QStringView path)
{
    for (qsizetype i = 0; i < path.size(); ++i) {
        const QChar c = path[i];
        if (c == u'=' || c == u'(' || c == u'@')
            return true;
        if (c != u'%' || i + 2 >= path.size())
            continue;
        const QStringView code = path.sliced(i + 1, 2);
        if (code == u"40" || code == u"25" || code.compare(u"3D", Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

bool holdsSecretPair(QStringView pairs)
{
    QString text = pairs.toString();
    for (int depth = 0; depth < kMaxGlyphDepth && text.contains(u'%'); ++depth)
        text = QUrl::fromPercentEncoding(text.toUtf8());
    qsizetype name = 0; // where it begins
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'=') {
            const std::string folded =
                foldedName(QStringView(text).sliced(name, i - name).toUtf8().toStdString());
            if (isSecretName(folded) && folded != "state") // which is no secret on its own
                return true;
        }
        if (QStringView(u"/;&=?#").contains(text[i]))
            name = i + 1;
    }
    return false;
}

QString withoutSecretParts(QStringView path)
{
    QString rest = path.toString();
    if (!mayHoldSecretParts(path))
        return rest;
    for (QString before; before != rest;) { // what stays may be a secret without what stood before it
        before = rest;
        rest = withoutUserInfo(withoutSecretSegments(rest));
    }
    return rest;
}
