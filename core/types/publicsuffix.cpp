// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/publicsuffix.h"

#include <algorithm>

#ifdef CLICKSCOPE_WITH_PSL
#include <libpsl.h>

#include <memory>
#endif

namespace {

/// libpsl would take "192.168.1.1" for a host below "1.1".
bool isAddress(const QString &host)
{
    return host.startsWith(u'[')
        || std::ranges::all_of(host, [](QChar c) { return c.isDigit() || c == u'.'; });
}

#ifdef CLICKSCOPE_WITH_PSL

struct PslFree
{
    void operator()(psl_ctx_t *list) const { psl_free(list); }
};

/// The system's list when it is newer than the one built into the library; read once.
const psl_ctx_t *suffixList()
{
    static const std::unique_ptr<psl_ctx_t, PslFree> list(psl_latest(nullptr));
    return list.get();
}

bool isSuffix(const QString &host, int sections)
{
    const bool isOfHome = host == QLatin1StringView("home.arpa"); // RFC 8375
    return suffixList() && !isAddress(host) && !isOfHome
        && psl_is_public_suffix2(suffixList(), host.toUtf8().constData(), sections | PSL_TYPE_NO_STAR_RULE)
        != 0;
}

#endif

} // namespace

QString registrableDomain(const QString &host)
{
    if (isAddress(host))
        return host;
#ifdef CLICKSCOPE_WITH_PSL
    if (suffixList()) {
        const QByteArray name = host.toUtf8();
        if (const char *domain = psl_registrable_domain(suffixList(), name.constData()))
            return QString::fromUtf8(domain);
    }
#endif
    return host.startsWith(QLatin1StringView("www.")) ? host.sliced(4) : host;
}

QString publicSuffix(const QString &host)
{
#ifdef CLICKSCOPE_WITH_PSL
    if (suffixList() && !isAddress(host) && host.contains(u'.')) {
        const QByteArray name = host.toUtf8();
        if (const char *suffix = psl_unregistrable_domain(suffixList(), name.constData()))
            return QString::fromUtf8(suffix);
    }
#else
    Q_UNUSED(host)
#endif
    return {};
}

bool isPublicSuffix(const QString &host)
{
#ifdef CLICKSCOPE_WITH_PSL
    return isSuffix(host, PSL_TYPE_ICANN);
#else
    Q_UNUSED(host)
    return false;
#endif
}

bool isSharedSuffix(const QString &host)
{
#ifdef CLICKSCOPE_WITH_PSL
    return isSuffix(host, PSL_TYPE_ANY);
#else
    Q_UNUSED(host)
    return false;
#endif
}
