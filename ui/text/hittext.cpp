// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/hittext.h"

#include "core/types/hosttext.h"
#include "core/types/linktarget.h"
#include "core/types/pagepath.h"
#include "core/types/rejectreason.h"
#include "core/types/shownvisitor.h"
#include "core/types/urltext.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("HitText", text);
}

/// Where a link leads; the page it was on if that is unknown.
QString targetOf(const Hit &hit)
{
    const QString target = linkTarget(hit.props);
    return target.isEmpty() ? hit.url : target;
}

QString hostAndPath(const QString &url)
{
    const QString host = LineText::host(bareHost(url));
    const QString path = pagePath(url, false);
    if (path == QLatin1StringView("/") && !host.isEmpty())
        return host;
    return host + LineText::path(path);
}

} // namespace

QString HitText::device(const Client &client)
{
    if (client.device.isEmpty())
        return client.os.isEmpty() ? tr("Unknown") : client.os;
    return client.os.isEmpty() ? client.device
                               : LineText::joined({client.device, client.os}, QStringLiteral(" — "));
}

QString HitText::kind(HitKind kind)
{
    switch (kind) {
    case HitKind::Pageview: return tr("Pageview");
    case HitKind::Click: return tr("Click");
    case HitKind::Event: return tr("Event");
    case HitKind::Outbound: return tr("Outbound");
    case HitKind::Download: return tr("Download");
    case HitKind::Engagement: return tr("Engagement");
    case HitKind::Pixel: return tr("Pixel");
    case HitKind::Heartbeat: return tr("Heartbeat");
    case HitKind::Vitals: return tr("Vitals");
    case HitKind::Error: return tr("Error");
    case HitKind::Identify: return tr("Identify");
    }
    return {};
}

QString HitText::protocol(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Native: return tr("Clickscope tag");
    case Protocol::NativePixel: return tr("Clickscope pixel");
    case Protocol::Sparklytics: return QStringLiteral("Sparklytics");
    case Protocol::TsAnalytics: return QStringLiteral("ts-analytics");
    case Protocol::ShortLink: return tr("Short link");
    case Protocol::Simulated: return tr("Simulated");
    case Protocol::Imported: return tr("Imported");
    case Protocol::Http: return QStringLiteral("HTTP");
    }
    return {};
}

QString HitText::page(const Hit &hit)
{
    switch (hit.kind) {
    case HitKind::Event:
    case HitKind::Identify:
    case HitKind::Error:
        return hit.event.isEmpty() ? LineText::path(hit.path()) : LineText::unturned(hit.event);
    case HitKind::Click:
        return LineText::path(hit.link.isEmpty() ? hit.path() : QString(QLatin1Char('/') + hit.link));
    case HitKind::Outbound: return hostAndPath(targetOf(hit));
    case HitKind::Download: return LineText::path(pagePath(targetOf(hit), false));
    default: return LineText::path(hit.path());
    }
}

QString HitText::query(const Hit &hit)
{
    switch (hit.kind) {
    case HitKind::Event:
    case HitKind::Identify:
    case HitKind::Error:
    case HitKind::Click:
    case HitKind::Outbound:
    case HitKind::Download: return {};
    default: break;
    }
    const qsizetype begin = hit.url.indexOf(u'?');
    const qsizetype fragment = hit.url.indexOf(u'#');
    if (begin < 0 || (fragment >= 0 && fragment < begin))
        return {};
    return LineText::path(hit.url.sliced(begin, (fragment < 0 ? hit.url.size() : fragment) - begin));
}

QString HitText::referrer(const Hit &hit)
{
    return LineText::host(hit.origin());
}

QString HitText::visitor(const Hit &hit)
{
    return shownVisitor(hit);
}

QString HitText::reason(const QString &code)
{
    if (const RejectReasonInfo *info = findRejectReason(code))
        return QCoreApplication::translate("RejectReason", info->title);
    QString words = code; // of another version
    words.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}
