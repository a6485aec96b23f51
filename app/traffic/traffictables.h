// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QByteArray>
#include <QList>

// Tables of simulated visitors; the weights are shares of an ordinary public site.

struct SimulatedAgent
{
    enum class Form : quint8 { Desktop, Mobile, Tablet };

    Form form;
    quint32 weight;
    QString agent; ///< the User-Agent header
    Client client; ///< its parsed form
    BotVerdict bot; ///< for crawlers and the like
};

struct SimulatedPlace
{
    Place place;
    NetworkClass networkClass;
    quint32 network; ///< first two octets of an IPv4 range used there, as a.b.0.0
    QString language;
    quint32 weight;
};

struct SimulatedSource
{
    QString referrer;
    QString name, channel; ///< the result of the classifier
    Campaign campaign;
    QString query; ///< of the landing URL, with '?'; empty without a campaign
    quint32 weight;
};

struct SimulatedPage
{
    QString url;
    QString title;
    quint32 weight;
};

struct SimulatedLink
{
    QString code;
    QString url;
};

/// Built once from the literals of the .cpp; all hits share the texts.
struct TrafficTables
{
    QList<SimulatedAgent> agents; ///< of people
    QList<SimulatedAgent> bots;
    QList<SimulatedPlace> places;
    QList<SimulatedPlace> dataCenters;
    QList<SimulatedPlace> localNetworks;
    QList<SimulatedSource> sources;
    QList<SimulatedPage> pages;
    QList<SimulatedLink> links;
    QList<QString> outboundTargets;
    QList<QString> desktopScreens, mobileScreens, tabletScreens;

    /// `origin` is the simulated site, e.g. "https://shop.example".
    explicit TrafficTables(const QString &origin);
};
