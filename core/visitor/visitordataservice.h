// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatacontrol.h"
#include "core/visitor/visitordatafolder.h"

#include <QMetaType>
#include <QThreadPool>

#include <functional>
#include <future>

/// The visitor data of the running program: carries out the requests of windows and commands on a
/// VisitorDataFolder, and publishes what was loaded.
///
/// Main thread. Copying, checking and loading happen in one worker thread, one after the other. The first
/// load begins in the constructor, in parallel with the rest of the start, and finishLoading() waits for it.
class VisitorDataService final : public VisitorDataControl
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VisitorDataService)

public:
    explicit VisitorDataService(VisitorDataFolder folder, QObject *parent = nullptr);
    /// Waits for the current job and drops those after it.
    ~VisitorDataService() override;

    /// Waits for the first load and emits changed(); returns at once when that has happened.
    void finishLoading();
    /// Loads again if another process changed the folder. Calls `done` in this thread, after changed().
    void reload(const std::function<void()> &done);

    const VisitorDataReport &report() const override { return m_report; }
    bool isBusy() const override { return m_pending > 0; }
    void importFiles(VisitorDataKind kind, const QStringList &files) override;
    void importText(VisitorDataKind kind, const QString &text) override;
    void placeNetwork(const QString &name, GeoPosition position) override;
    void remove(VisitorDataKind kind) override;
    void setCountryOnly(bool on) override;

Q_SIGNALS:
    /// New objects, for those that describe visitors. Emitted before reportChanged().
    void changed(const VisitorData &data);

private:
    using Change = std::function<Result<void>(const VisitorDataFolder &)>;
    struct Loaded
    {
        LoadedVisitorData content;
        QByteArray stamp; ///< taken before loading, so that the next reload() sees a change meanwhile
    };

    static Loaded loaded(const VisitorDataFolder &folder);
    void run(VisitorDataKind kind, const Change &change);
    void takeUp(Loaded loaded);
    void begin();
    void end();

    const VisitorDataFolder m_folder;
    VisitorDataReport m_report;
    QByteArray m_stamp;
    int m_pending = 0;
    std::future<Loaded> m_first;
    QThreadPool m_worker; ///< one thread; last, because its jobs use the other members
};
