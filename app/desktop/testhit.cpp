// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/testhit.h"

#include "app/application.h"
#include "core/query/queryservice.h"
#include "core/types/firsthitwatch.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QNetworkRequest>

TestHitSender::TestHitSender(Application &application) : m_application(application)
{
    connect(&application.queries(), &QueryService::testHitWanted, this, &TestHitSender::send);
}

void TestHitSender::send(const QString &site)
{
    if (m_application.url().isEmpty())
        return;
    QString host = QStringLiteral("localhost");
    for (const Site &known : m_application.queries().sites()) {
        if (known.id == site && !known.domains.isEmpty())
            host = known.domains.constFirst();
        if (host.startsWith(QLatin1StringView("*.")))
            host.replace(0, 1, QStringLiteral("test")); // any host below it will do
    }
    const QJsonObject hit {{QStringLiteral("site"), site},
                           {QStringLiteral("kind"), QStringLiteral("event")},
                           {QStringLiteral("name"), QString(kTestHitEvent)},
                           {QStringLiteral("url"), QStringLiteral("http://%1/").arg(host)},
                           {QStringLiteral("title"), tr("Test hit from Clickscope")}};
    QNetworkRequest request(QUrl(m_application.url() + QStringLiteral("/api/v1/hits")));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setHeader(QNetworkRequest::UserAgentHeader, QString(kTestHitAgent));
    request.setTransferTimeout(5000);
    QNetworkReply *reply = m_network.post(request, QJsonDocument(hit).toJson(QJsonDocument::Compact));
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}
