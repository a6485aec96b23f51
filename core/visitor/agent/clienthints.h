// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/visitor/agent/clientnames.h"

#include <QByteArrayView>

/// The Sec-CH-UA headers of a request, as they came; empty = not sent. Views: valid as long as the request.
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
    /// No part longer than any browser sends; what is cut no longer parses and is ignored.
    ClientHints bounded() const;
};

/// What the agent says, corrected where hints know better: Windows 11, Android's version, the full
/// version of Chrome, brands that do not name themselves in the agent (Brave). Hints of the wrong form change
/// nothing. Pure.
Client refinedByHints(Client client, const ClientHints &hints);

/// A browser that says that nobody is looking at it.
bool nameHeadless(const ClientHints &hints);
