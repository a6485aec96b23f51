// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/tokentext.h"

#include "ui/text/datetext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenText", text);
}

QString dayOf(Micros instant)
{
    return DateText::dayAndYear(QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli).date());
}

} // namespace

QString TokenText::rights(const Token &token)
{
    return LineText::joined(
        {token.mayChange ? tr("reads, changes") : tr("reads"),
         token.sites.isEmpty() ? tr("all sites") : token.sites.join(QStringLiteral(", "))});
}

QString TokenText::made(const Token &token)
{
    return token.madeAt == 0 ? tr("made before this was noted")
                             : LineText::fill(tr("made %1"), dayOf(token.madeAt));
}

QString TokenText::used(const Token &token, Micros now)
{
    if (token.usedAt == 0)
        return tr("not used yet");
    if (now - token.usedAt < kMicrosPerHour)
        return tr("used within this hour");
    return LineText::fill(tr("used %1"), Format::age(now - token.usedAt));
}
