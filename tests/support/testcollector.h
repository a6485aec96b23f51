// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"
#include "core/links/link.h"
#include "core/links/pixel.h"
#include "core/storage/verify.h"
#include "core/types/hit.h"
#include "core/types/rejection.h"
#include "core/types/site.h"
#include "core/types/token.h"

#include <QList>
#include <QString>
#include <QTemporaryDir>

#include <functional>
#include <memory>

/// The whole program without windows on a folder of its own: real sockets, real SQLite, port 0.
/// Site "s" and whatever else a test adds exist before it listens.
class TestCollector final
{
public:
    explicit TestCollector(const Clock &clock = SystemClock::instance());
    ~TestCollector();
    Q_DISABLE_COPY_MOVE(TestCollector)

    ApplicationOptions &options() { return m_options; }
    /// Before start().
    void addSite(const Site &site);
    void addLink(const Link &link);
    void addPixel(const Pixel &pixel);
    /// Before start(): the token itself.
    QByteArray addReadToken(const Token &token = {QStringLiteral("test")});

    /// May be called again after stop(): a restart on the same folder.
    bool start();
    void stop();

    Application &application() { return *m_application; }
    const QString &url() const { return m_application->url(); }
    QString dataDir() const { return m_options.dataDir; }
    QString fileName() const { return m_options.dataDir + QStringLiteral("/clickscope.db"); }

    /// Read through a connection of its own, bots included, oldest first.
    QList<Hit> hits() const;
    /// Oldest first. Complete only after stop(), because rejections are flushed a few times a second.
    QList<Rejection> rejections() const;
    qint64 countOf(const QString &reason) const;
    /// After stop(): integrity, ledger balance, derived data.
    Verification verification() const;

    /// Blocks the storage thread until the returned handle dies.
    std::shared_ptr<void> stallStorage();

private:
    QTemporaryDir m_folder;
    ApplicationOptions m_options;
    const Clock &m_clock;
    std::unique_ptr<Application> m_application;
};

/// A native hit.
QByteArray hitBody(const QByteArray &url, const QByteArray &site = "s");
