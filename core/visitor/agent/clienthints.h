// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QByteArrayView>

/// The Sec-CH-UA headers of a request, as sent; empty = not sent. Views: valid as long as the request.
struct ClientHints
{
    QByteArrayView brands; ///< Sec-CH-UA
    QByteArrayView fullVersions; ///< Sec-CH-UA-Full-Version-List
    QByteArrayView mobile; ///< Sec-CH-UA-Mobile
    QByteArrayView platform; ///< Sec-CH-UA-Platform
    QByteArrayView platformVersion; ///< Sec-CH-UA-Platform-Version

    bool isEmpty() const
    {
        return brands.isEmpty() && fullVersions.isEmpty() && mobile.isEmpty() && platform.isEmpty()
            && platformVersion.isEmpty();
    }
    /// Limits the parts to lengths that browsers send; longer ones are cut, do not parse and are ignored.
    ClientHints bounded() const;
};

/// The client named by the agent, corrected by hints: Windows 11, Android's version, the full
/// version of Chrome, brands that are not named in the agent (Brave). Malformed hints change
/// nothing. Pure.
Client refinedByHints(Client client, const ClientHints &hints);

/// True for a browser whose hints say that it has no window.
bool nameHeadless(const ClientHints &hints);
