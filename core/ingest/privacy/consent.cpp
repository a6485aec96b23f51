// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/consent.h"

#include "core/types/urltext.h"

#include <QJsonDocument>
#include <QJsonObject>

std::optional<RejectReason> optOut(const Site &site, const HttpRequest &request)
{
    if (site.consent == Site::ConsentMode::Ignore)
        return {};
    if (request.dnt)
        return RejectReason::DoNotTrack;
    return request.gpc ? std::optional(RejectReason::GlobalPrivacyControl) : std::nullopt;
}

void forgetVisitor(Hit &hit)
{
    hit.visitor = 0;
    hit.visit = 0;
    hit.rung = IdentityRung::None;
    hit.identity.clear();
    hit.agent.clear();
    hit.language.clear();
    hit.screen.clear();
    hit.client = {};
    hit.place.region.clear();
    hit.place.city.clear();
    hit.place.position.reset();
    hit.via.clear();
    hit.referrer = splitUrl(hit.referrer).origin.toString();
}

void forgetSentQuery(Hit &hit)
{
    QJsonObject props = QJsonDocument::fromJson(hit.props.toUtf8()).object();
    props.remove(QStringLiteral("query"));
    hit.props = QString::fromUtf8(QJsonDocument(props).toJson(QJsonDocument::Compact));
}
