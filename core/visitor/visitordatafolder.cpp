// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/visitordatafolder.h"

#include "core/settings/settings.h"
#include "core/types/unusedname.h"
#include "core/visitor/agent/agentrules.h"
#include "core/visitor/agent/uapparser.h"
#include "core/visitor/place/mmdbimport.h"
#include "core/visitor/referrer/spamhosts.h"
#include "core/visitor/userfiles.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QRegularExpression>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;
using namespace UserFiles;

namespace {

constexpr auto kPatience = 10s; // copying a database of 100 MB takes less

/// An unusable file, and what holds instead.
Error withAdvice(const Error &error, const char *advice)
{
    QString message = error.message;
    if (message.endsWith(QLatin1Char('.')))
        message.chop(1);
    return {error.code, message + QLatin1StringView("; ") + QString::fromUtf8(advice)};
}

/// Of a file of the user, for people: the day in their zone.
QDate dayOf(const QString &path)
{
    return QFileInfo(path).lastModified().toLocalTime().date();
}

/// "uap-core@0.18.0" of the bundled rules, without reading them all.
QString bundledRules()
{
    static const QRegularExpression pattern(QStringLiteral("\"source\":\\s*\"([^\"]+)\""));
    QFile file(QStringLiteral(":/ua/regexes.json"));
    const QString start = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(256)) : QString();
    return pattern.match(start).captured(1).replace(QLatin1Char('@'), QLatin1Char(' '));
}

/// The names that importMmdb() gives: whatever else lies in the folder is not ours to delete.
bool isImported(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("-[0-9a-f]{16}\\.mmdb$"));
    return pattern.match(name).hasMatch();
}

/// The names of copies that importMmdb() did not finish.
bool isPart(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^import-[A-Za-z]{6}\\.part$"));
    return pattern.match(name).hasMatch();
}

/// Turns of the processes that write into the folder.
class Turn final
{
public:
    explicit Turn(const QString &dataDir) : m_lock(dataDir + QStringLiteral("/visitor-data.lock"))
    {
        m_lock.setStaleLockTime(0); // the process decides, not the age of the file
    }
    Result<void> take(std::chrono::milliseconds patience)
    {
        if (m_lock.tryLock(static_cast<int>(patience.count())))
            return {};
        if (m_lock.error() == QLockFile::LockFailedError) {
            return Error {QStringLiteral("visitor_data_busy"),
                          QStringLiteral("another Clickscope is changing this data; try again")};
        }
        return notWritten(m_lock.fileName(), QStringLiteral("no lock can be made there"));
    }

private:
    QLockFile m_lock;
};

} // namespace

VisitorDataFolder::VisitorDataFolder(QString dataDir, QString bundledGeo) :
    m_dataDir(std::move(dataDir)), m_bundledGeo(std::move(bundledGeo))
{
}

QString VisitorDataFolder::bundledGeoFile()
{
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/clickscope/geo"));
    const QStringList names = folder.entryList({QStringLiteral("*.cgeo")}, QDir::Files, QDir::Name);
    return names.isEmpty() ? QString() : QDir::cleanPath(folder.filePath(names.constLast()));
}

QString VisitorDataFolder::textPath(VisitorDataKind kind) const
{
    if (kind == VisitorDataKind::SpamHosts)
        return path("referrer-spam.txt");
    return path(kind == VisitorDataKind::AgentRules ? "agents.yaml" : "subnets.txt");
}

Result<void> VisitorDataFolder::importPlaces(const QStringList &files) const
{
    if (files.isEmpty() || files.size() > 2) {
        return Error {QStringLiteral("geo_bad_set"),
                      QStringLiteral("choose one .mmdb file, or two: one for IPv4 and one for IPv6")};
    }
    Turn turn(m_dataDir);
    if (Result<void> taken = turn.take(kPatience); !taken)
        return taken;
    QStringList names;
    QList<ImportedMmdb> imported;
    const auto undone = [this](const Error &error) {
        removeLeftovers();
        return error;
    };
    for (const QString &file : files) {
        Result<ImportedMmdb> one = importMmdb(file, path("geo"));
        if (!one)
            return undone(one.error());
        names.append(QFileInfo(one->path).fileName());
        imported.append(*one);
    }
    if (imported.size() == 2
        && (names[0] == names[1] || !(imported[0].coversIpv6 || imported[1].coversIpv6))) {
        return undone({QStringLiteral("geo_bad_set"),
                       names[0] == names[1] ? QStringLiteral("the two files are the same; choose one of them")
                                            : QStringLiteral("both files are for IPv4; choose one of them")});
    }
    const QByteArray list = names.join(QLatin1Char('\n')).toUtf8() + '\n';
    const Result<void> made = makeWayForList();
    if (Result<void> written = made ? write(path("geo/in-use.txt"), list) : made; !written)
        return undone(written.error());
    removeLeftovers();
    return {};
}

Result<void> VisitorDataFolder::importText(VisitorDataKind kind, const QByteArray &content) const
{
    if (content.size() > maxBytes(kind)) {
        return Error {QStringLiteral("file_too_large"),
                      QStringLiteral("that is more than %1 bytes").arg(maxBytes(kind))};
    }
    if (Result<void> checked = check(kind, content); !checked)
        return checked;
    Turn turn(m_dataDir);
    if (Result<void> taken = turn.take(kPatience); !taken)
        return taken;
    const QString file = textPath(kind);
    if (Result<void> made = makeWay(kind, file); !made)
        return made;
    const bool isNothing = kind == VisitorDataKind::Subnets && content.trimmed().isEmpty();
    if (isNothing && (!QFileInfo::exists(file) || QFile::remove(file)))
        return {};
    Result<void> written = write(file, content);
    if (written && kind == VisitorDataKind::AgentRules)
        written = writeMark(path("agents.checked"), content);
    return written;
}

Result<void> VisitorDataFolder::importFile(VisitorDataKind kind, const QString &file) const
{
    const Result<QByteArray> content = read(file, maxBytes(kind));
    return content ? importText(kind, *content) : content.error();
}

Result<void> VisitorDataFolder::importFrom(VisitorDataKind kind, QIODevice &input) const
{
    return importText(kind, readTo(input, maxBytes(kind)));
}

Result<void> VisitorDataFolder::remove(VisitorDataKind kind) const
{
    Turn turn(m_dataDir);
    if (Result<void> taken = turn.take(kPatience); !taken)
        return taken;
    QFile file(kind == VisitorDataKind::Places ? path("geo/in-use.txt") : textPath(kind));
    if (!file.exists())
        return Error {QStringLiteral("nothing_to_remove"), QStringLiteral("there is nothing to remove")};
    Result<void> made = kind == VisitorDataKind::Places ? makeWayForList() : makeWay(kind, file.fileName());
    if (!made)
        return made;
    if (file.exists() && !file.remove())
        return notWritten(file.fileName(), file.errorString());
    if (kind == VisitorDataKind::Places)
        removeLeftovers();
    else if (kind == VisitorDataKind::AgentRules)
        removeMark(path("agents.checked"));
    return {};
}

Result<void> VisitorDataFolder::setCountryOnly(bool on) const
{
    const QString fileName = path("settings.ini");
    Settings settings(fileName);
    settings.setCountryOnly(on);
    return settings.flush() ? Result<void>() : notWritten(fileName, QStringLiteral("it was refused"));
}

Result<void> VisitorDataFolder::makeWayForList() const
{
    const QString listFile = path("geo/in-use.txt");
    if (placesInUse() || putAside(listFile))
        return {};
    return notWritten(listFile, QStringLiteral("what is there cannot be renamed"));
}

Result<QStringList> VisitorDataFolder::placesInUse() const
{
    const QString listFile = path("geo/in-use.txt");
    if (!QFileInfo::exists(listFile))
        return QStringList();
    const Result<QByteArray> content = read(listFile, kMaxListBytes);
    if (!content)
        return content.error();
    QStringList files;
    for (const QString &name : QString::fromUtf8(*content).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (name != QFileInfo(name).fileName() || !name.endsWith(QStringLiteral(".mmdb")))
            return Error {QStringLiteral("geo_bad_set"),
                          QStringLiteral("%1 names other files").arg(listFile)};
        files.append(path("geo/") + name);
    }
    if (files.isEmpty() || files.size() > 2)
        return Error {QStringLiteral("geo_bad_set"), QStringLiteral("%1 names no files").arg(listFile)};
    return files;
}

void VisitorDataFolder::removeLeftovers() const
{
    const Result<QStringList> used = placesInUse();
    QDir folder(path("geo"));
    const QStringList names = folder.entryList({QStringLiteral("*.mmdb"), QStringLiteral("import-*.part")},
                                               QDir::Files);
    for (const QString &name : names) {
        const bool isDatabase = name.endsWith(QStringLiteral(".mmdb"));
        if (isDatabase ? !used || !isImported(name) || used->contains(path("geo/") + name) : !isPart(name))
            continue;
        folder.remove(name); // where an open file cannot go, the next tidy() gets it
    }
}

void VisitorDataFolder::tidy() const
{
    if (!QFileInfo::exists(path("geo")))
        return;
    Turn turn(m_dataDir);
    if (turn.take(0ms))
        removeLeftovers();
}

QByteArray VisitorDataFolder::stamp() const
{
    QStringList files {m_bundledGeo, path("geo/in-use.txt")};
    for (const VisitorDataKind kind :
         {VisitorDataKind::Subnets, VisitorDataKind::SpamHosts, VisitorDataKind::AgentRules})
        files.append(textPath(kind));
    if (const Result<QStringList> places = placesInUse())
        files += *places;
    QByteArray stamp(Settings(path("settings.ini")).countryOnly() ? "country only" : "cities");
    for (const QString &file : std::as_const(files)) {
        const QFileInfo info(file);
        stamp += ' ' + file.toUtf8() + ' ' + QByteArray::number(info.size()) + ' '
            + QByteArray::number(info.exists() ? info.lastModified().toMSecsSinceEpoch() : 0);
    }
    return stamp;
}

LoadedVisitorData VisitorDataFolder::load() const
{
    LoadedVisitorData loaded;
    auto geo = std::make_shared<GeoDatabases>();
    geo->countryOnly = Settings(path("settings.ini")).countryOnly();
    loaded.report.countryOnly = geo->countryOnly;
    loaded.report.rows = {loadPlaces(geo.get()), loadSubnets(geo.get(), &loaded.report.subnetText),
                          loadSpamHosts(&loaded.data), loadAgentRules(&loaded.data)};
    for (const NamedSubnet &subnet : geo->subnets.networks())
        loaded.report.networks.append({subnet.name, subnet.position});
    loaded.data.geo = std::move(geo);
    return loaded;
}

VisitorDataStatus VisitorDataFolder::loadPlaces(GeoDatabases *geo) const
{
    VisitorDataStatus status;
    status.kind = VisitorDataKind::Places;
    if (m_bundledGeo.isEmpty()) {
        status.problems.append(
            {QStringLiteral("geo_missing"),
             QStringLiteral(
                 "the geo database that comes with Clickscope is missing; install Clickscope again, "
                 "or import a .mmdb file")});
    } else if (auto bundled = CompactGeo::open(m_bundledGeo); bundled) {
        geo->bundled = std::move(*bundled);
        const QString &cities = geo->bundled->source();
        const QString &countries = geo->bundled->countrySource();
        status.bundled = cities == countries ? cities : QStringLiteral("%1 and %2").arg(cities, countries);
        status.inUse = status.bundled;
        status.date = geo->bundled->date();
        status.entries = geo->bundled->placeCount();
    } else {
        status.problems.append(
            withAdvice(bundled.error(), "install Clickscope again, or import a .mmdb file"));
    }

    const Result<QStringList> files = placesInUse();
    status.isOwn = !files || !files->isEmpty();
    if (!status.isOwn)
        return status;
    auto own = files ? MmdbGeo::open(*files) : files.error();
    if (!own) {
        status.problems.append(withAdvice(own.error(), "import it again, or remove it"));
        return status;
    }
    geo->own = std::move(*own);
    status.inUse = geo->own->source();
    status.date = geo->own->built();
    status.entries = 0;
    status.isGeoLite2 = geo->own->isGeoLite2();
    return status;
}

VisitorDataStatus VisitorDataFolder::loadSubnets(GeoDatabases *geo, QString *text) const
{
    VisitorDataStatus status;
    status.kind = VisitorDataKind::Subnets;
    const QString file = textPath(status.kind);
    status.isOwn = QFileInfo::exists(file);
    if (!status.isOwn)
        return status;
    const Result<QByteArray> content = read(file, maxBytes(status.kind));
    if (content)
        *text = QString::fromUtf8(*content);
    Result<Subnets> subnets = content ? Subnets::parse(*text) : content.error();
    if (!subnets) {
        status.problems.append(withAdvice(subnets.error(), "no network has a name until this is fixed"));
        return status;
    }
    geo->subnets = std::move(*subnets);
    status.date = dayOf(file);
    status.entries = geo->subnets.networks().size();
    if (status.entries > 0)
        status.inUse = QStringLiteral("own networks");
    return status;
}

VisitorDataStatus VisitorDataFolder::loadSpamHosts(VisitorData *data) const
{
    VisitorDataStatus status;
    status.kind = VisitorDataKind::SpamHosts;
    status.bundled = QStringLiteral("well-known hosts");
    status.inUse = status.bundled;
    status.entries = bundledSpamHosts().size();
    data->spamHosts = bundledSpamHosts();
    const QString file = textPath(status.kind);
    status.isOwn = QFileInfo::exists(file);
    if (!status.isOwn)
        return status;
    const Result<QByteArray> content = read(file, kMaxSpamListBytes);
    const Result<SpamHosts> own = content ? parseSpamHosts(*content) : content.error();
    if (!own) {
        status.problems.append(withAdvice(own.error(), "import the list again, or remove it"));
        return status;
    }
    status.date = dayOf(file);
    status.entries = own->hosts.size();
    status.inUse = own->isAlone ? QStringLiteral("own list")
                                : QStringLiteral("own list and %1").arg(status.bundled);
    data->spamHosts = own->withBundled();
    return status;
}

VisitorDataStatus VisitorDataFolder::loadAgentRules(VisitorData *data) const
{
    VisitorDataStatus status;
    status.kind = VisitorDataKind::AgentRules;
    status.bundled = bundledRules();
    status.inUse = status.bundled;
    const QString file = textPath(status.kind);
    status.isOwn = QFileInfo::exists(file);
    if (!status.isOwn)
        return status;
    const Result<QByteArray> content = read(file, kMaxRulesBytes);
    const Result<UapRules> rules = content ? parseUapRules(*content) : content.error();
    const Result<QByteArray> mark = read(path("agents.checked"), kMaxListBytes);
    const bool isChecked = content && mark && *mark == markOf(*content);
    const Result<void> done = !rules ? rules.error()
        : isChecked                  ? Result<void>()
                                     : check(status.kind, *content);
    if (!done) {
        status.problems.append(withAdvice(done.error(), "import the rules again, or remove them"));
        return status;
    }
    data->agentRules = file;
    status.inUse = rules->source.isEmpty() ? QStringLiteral("own rules")
                                           : QString::fromUtf8(rules->source.left(64));
    status.date = dayOf(file);
    status.entries = rules->browsers.size() + rules->systems.size() + rules->devices.size();
    return status;
}
