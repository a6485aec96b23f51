// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/visitordataservice.h"

#include "core/visitor/place/subnets.h"

VisitorDataService::VisitorDataService(VisitorDataFolder folder, QObject *parent) :
    VisitorDataControl(parent), m_folder(std::move(folder))
{
    qRegisterMetaType<VisitorData>();
    m_worker.setMaxThreadCount(1);
    m_first = std::async(std::launch::async, [this] {
        m_folder.tidy();
        return loaded(m_folder);
    });
}

VisitorDataService::~VisitorDataService()
{
    m_worker.clear();
    m_worker.waitForDone();
}

void VisitorDataService::finishLoading()
{
    if (m_first.valid())
        takeUp(m_first.get());
}

void VisitorDataService::reload(const std::function<void()> &done)
{
    finishLoading();
    begin();
    m_worker.start([this, done, known = m_stamp] {
        std::shared_ptr<Loaded> fresh;
        if (m_folder.stamp() != known)
            fresh = std::make_shared<Loaded>(loaded(m_folder));
        QMetaObject::invokeMethod(this, [this, done, fresh] {
            if (fresh)
                takeUp(std::move(*fresh));
            done();
            end();
        });
    });
}

void VisitorDataService::importFiles(VisitorDataKind kind, const QStringList &files)
{
    run(kind, [kind, files](const VisitorDataFolder &folder) -> Result<void> {
        if (kind == VisitorDataKind::Places)
            return folder.importPlaces(files);
        return folder.importFile(kind, files.value(0));
    });
}

void VisitorDataService::importText(VisitorDataKind kind, const QString &text)
{
    run(kind,
        [kind, text](const VisitorDataFolder &folder) { return folder.importText(kind, text.toUtf8()); });
}

void VisitorDataService::placeNetwork(const QString &name, GeoPosition position)
{
    finishLoading();
    importText(VisitorDataKind::Subnets, Subnets::withPosition(m_report.subnetText, name, position));
}

void VisitorDataService::remove(VisitorDataKind kind)
{
    run(kind, [kind](const VisitorDataFolder &folder) { return folder.remove(kind); });
}

void VisitorDataService::setCountryOnly(bool on)
{
    run(VisitorDataKind::Places, [on](const VisitorDataFolder &folder) { return folder.setCountryOnly(on); });
}

VisitorDataService::Loaded VisitorDataService::loaded(const VisitorDataFolder &folder)
{
    QByteArray stamp = folder.stamp();
    return {folder.load(), std::move(stamp)};
}

void VisitorDataService::run(VisitorDataKind kind, const Change &change)
{
    finishLoading();
    begin();
    m_worker.start([this, kind, change] {
        const Result<void> done = change(m_folder);
        std::shared_ptr<Loaded> fresh;
        if (done)
            fresh = std::make_shared<Loaded>(loaded(m_folder));
        QMetaObject::invokeMethod(this, [this, kind, done, fresh] {
            if (fresh) {
                takeUp(std::move(*fresh));
                Q_EMIT succeeded(kind);
            } else {
                Q_EMIT failed(kind, done.error());
            }
            end();
        });
    });
}

void VisitorDataService::takeUp(Loaded loaded)
{
    m_stamp = std::move(loaded.stamp);
    m_report = std::move(loaded.content.report);
    Q_EMIT changed(loaded.content.data);
    Q_EMIT reportChanged(m_report);
}

void VisitorDataService::begin()
{
    if (m_pending++ == 0)
        Q_EMIT busyChanged(true);
}

void VisitorDataService::end()
{
    if (--m_pending == 0)
        Q_EMIT busyChanged(false);
}
