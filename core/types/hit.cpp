// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/hit.h"

#include "core/types/pagepath.h"
#include "core/types/urltext.h"

#include <array>

namespace {

constexpr std::array<QLatin1StringView, kHitKindCount> kKindNames {
    QLatin1StringView("pageview"), QLatin1StringView("click"),     QLatin1StringView("event"),
    QLatin1StringView("outbound"), QLatin1StringView("download"),  QLatin1StringView("engagement"),
    QLatin1StringView("pixel"),    QLatin1StringView("heartbeat"), QLatin1StringView("vitals"),
    QLatin1StringView("error"),    QLatin1StringView("identify"),
};

constexpr std::array<QLatin1StringView, kProtocolCount> kProtocolNames {
    QLatin1StringView("native"),       QLatin1StringView("pixel"), QLatin1StringView("sparklytics"),
    QLatin1StringView("ts-analytics"), QLatin1StringView("link"),  QLatin1StringView("simulated"),
    QLatin1StringView("imported"),     QLatin1StringView("http"),
};

template <typename Enum, std::size_t N>
bool lookUp(const std::array<QLatin1StringView, N> &names, QStringView text, Enum *value)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (text == names[i]) {
            *value = static_cast<Enum>(i);
            return true;
        }
    }
    return false;
}

} // namespace

QString Hit::path() const
{
    return pagePath(url, signs.testFlag(HitSign::FragmentNamesPage));
}

QString Hit::hostname() const
{
    return urlHost(url);
}

QString Hit::referrerHost() const
{
    return bareHost(referrer);
}

QString Hit::origin() const
{
    return source.isEmpty() && channel.isEmpty() ? referrerHost() : source;
}

QString Hit::visitorText() const
{
    if (!identity.isEmpty())
        return identity;
    return visitor == 0 ? QString() : toHex16(visitor);
}

QString Hit::visitText() const
{
    return visit == 0 ? QString() : toHex16(visit);
}

QLatin1StringView toString(HitKind kind)
{
    return kKindNames.at(static_cast<std::size_t>(kind));
}

bool fromString(QStringView text, HitKind *kind)
{
    return lookUp(kKindNames, text, kind);
}

QLatin1StringView toString(Protocol protocol)
{
    return kProtocolNames.at(static_cast<std::size_t>(protocol));
}

bool fromString(QStringView text, Protocol *protocol)
{
    return lookUp(kProtocolNames, text, protocol);
}

QLatin1StringView toString(NetworkClass network)
{
    switch (network) {
    case NetworkClass::Public: return QLatin1StringView("public");
    case NetworkClass::Loopback: return QLatin1StringView("loopback");
    case NetworkClass::Private: return QLatin1StringView("private");
    case NetworkClass::Cgnat: return QLatin1StringView("cgnat");
    case NetworkClass::LinkLocal: return QLatin1StringView("link-local");
    case NetworkClass::Ula: return QLatin1StringView("ula");
    }
    return {};
}

QString toHex16(quint64 value)
{
    QString text(16, Qt::Uninitialized);
    for (qsizetype i = 15; i >= 0; --i) {
        text[i] = QChar(u"0123456789abcdef"[value & 15]);
        value >>= 4;
    }
    return text;
}
