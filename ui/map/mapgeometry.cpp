// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapgeometry.h"

#include "ui/map/mapprojection.h"

#include <QPolygonF>
#include <QResource>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace {

// The layout is described in resources/generate/worldmap.py.
constexpr QByteArrayView kMagic("CMAP\r\n\x1a\n", 8);
constexpr int kVersion = 2;
constexpr int kMaxGrid = 65535;
constexpr double kLabelUnits = 100'000; // per degree
constexpr qsizetype kMaxFileBytes = 4 * 1024 * 1024;
constexpr qsizetype kMaxCountries = 1'000;
constexpr qsizetype kLeastRingPoints = 3;

/// Grid to plane without trigonometry per point: between rows of a table, which errs by 4e-7 of the plane's
/// unit, a thousandth of a pixel at ten times the size of a screen.
class GridProjection final
{
public:
    GridProjection()
    {
        for (int i = 0; i <= kSteps; ++i) {
            // The last row lies half a cell beyond the pole.
            const double latitude = qMax(-90.0, 90 - i * kRowsPerStep * 180.0 / kMaxGrid);
            const QPointF plane = MapProjection::project(MapProjection::kCentre + 1, latitude);
            m_rows[static_cast<std::size_t>(i)] = {plane.x() * 360 / kMaxGrid, plane.y()};
        }
    }

    /// REQUIRES: both within 0…65535.
    QPointF operator()(int column, int row) const
    {
        const auto step = static_cast<std::size_t>(row / kRowsPerStep);
        const double part = (row % kRowsPerStep) * (1.0 / kRowsPerStep);
        const Row &above = m_rows[step];
        const Row &below = m_rows[step + 1];
        return {(column - kMaxGrid / 2.0) * (above.width + part * (below.width - above.width)),
                above.y + part * (below.y - above.y)};
    }

private:
    static constexpr int kRowsPerStep = 64;
    static constexpr int kSteps = (kMaxGrid + 1) / kRowsPerStep;

    struct Row
    {
        double width; ///< x of one column
        double y;
    };
    std::array<Row, kSteps + 1> m_rows;
};

/// Takes values off the front. Whatever would go beyond the end fails, and so does everything after it.
class ByteReader final
{
public:
    explicit ByteReader(QByteArrayView bytes) : m_at(bytes.begin()), m_end(bytes.end()) { }

    bool failed() const { return m_failed; }
    qsizetype left() const { return m_end - m_at; }

    QByteArrayView take(qsizetype size)
    {
        if (m_failed || size > left()) {
            m_failed = true;
            return {};
        }
        const QByteArrayView bytes(m_at, size);
        m_at += size;
        return bytes;
    }

    template <typename T>
    T number()
    {
        const QByteArrayView bytes = take(sizeof(T));
        return m_failed ? T(0) : qFromLittleEndian<T>(bytes.data());
    }

    /// Zigzag LEB128 of at most three bytes, which hold any distance on the grid.
    int distance()
    {
        quint32 value = 0;
        for (int shift = 0; shift < 21; shift += 7) {
            if (m_at == m_end)
                break;
            const auto byte = static_cast<quint8>(*m_at++);
            value |= quint32(byte & 0x7f) << shift;
            if (byte < 0x80)
                return static_cast<int>(value >> 1) ^ -static_cast<int>(value & 1);
        }
        m_failed = true;
        return 0;
    }

private:
    const char *m_at;
    const char *m_end;
    bool m_failed = false;
};

QString readCode(ByteReader *reader)
{
    const QByteArrayView bytes = reader->take(2);
    const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (bytes.size() == 2 && isCapital(bytes[0]) && isCapital(bytes[1]))
        return QString::fromLatin1(bytes);
    return {};
}

std::optional<QPointF> readPosition(ByteReader *reader)
{
    const double longitude = reader->number<qint32>() / kLabelUnits;
    const double latitude = reader->number<qint32>() / kLabelUnits;
    if (std::abs(longitude) > 180 || std::abs(latitude) > 90)
        return std::nullopt;
    return MapProjection::project(longitude, latitude);
}

/// Reads the shapes of one country after another.
class ShapeReader final
{
public:
    explicit ShapeReader(ByteReader *reader) : m_reader(reader) { }

    bool read(MapCountry *country)
    {
        const int rings = m_reader->number<quint16>();
        const qsizetype points = m_reader->number<quint32>();
        // Each point takes two bytes or more: no count makes us reserve what the file does not hold.
        if (m_reader->failed() || points > m_reader->left() / 2)
            return false;
        country->path.reserve(static_cast<int>(points) + rings);
        for (int i = 0; i < rings; ++i) {
            if (!readRing())
                return false;
            country->path.addPolygon(m_fine);
            if (!m_coarse.isEmpty())
                country->coarse.addPolygon(m_coarse);
        }
        knowBounds(country->coarse);
        knowBounds(country->path);
        country->bounds = country->path.boundingRect();
        return true;
    }

private:
    bool readRing()
    {
        const qsizetype count = m_reader->number<quint16>();
        const QByteArrayView needed = m_reader->take((count + 7) / 8);
        if (m_reader->failed() || count < kLeastRingPoints || count > m_reader->left() / 2)
            return false;
        m_fine.resize(count + 1);
        m_coarse.clear();
        QPointF *points = m_fine.data();
        int column = 0;
        int row = 0;
        for (qsizetype i = 0; i < count; ++i) {
            column += m_reader->distance();
            row += m_reader->distance();
            if (column < 0 || column > kMaxGrid || row < 0 || row > kMaxGrid)
                return false;
            points[i] = m_projection(column, row);
            if ((static_cast<quint8>(needed[i / 8]) >> (i % 8)) & 1)
                m_coarse.append(points[i]);
        }
        points[count] = points[0];
        if (!m_coarse.isEmpty())
            m_coarse.append(QPointF(m_coarse.constFirst()));
        return !m_reader->failed();
    }

    /// A path works out its bounds when first asked, which two threads must not do.
    static void knowBounds(const QPainterPath &path)
    {
        path.boundingRect();
        path.controlPointRect();
    }

    const GridProjection m_projection;
    ByteReader *m_reader;
    QPolygonF m_fine; // the ring being read; both keep their memory
    QPolygonF m_coarse;
};

Error refusal(const char *message)
{
    return {QStringLiteral("bad_map"), QString::fromLatin1(message)};
}

double squareOf(QPointF vector)
{
    return QPointF::dotProduct(vector, vector);
}

double squaredDistanceToSegment(QPointF point, QPointF from, QPointF to)
{
    const QPointF along = to - from;
    const double length = squareOf(along);
    const double part = length > 0 ? qBound(0.0, QPointF::dotProduct(point - from, along) / length, 1.0)
                                   : 0.0;
    return squareOf(point - from - part * along);
}

double squaredDistanceToPath(QPointF point, const QPainterPath &path)
{
    double least = std::numeric_limits<double>::infinity();
    for (int i = 1; i < path.elementCount(); ++i) {
        if (path.elementAt(i).isLineTo())
            least = qMin(least, squaredDistanceToSegment(point, path.elementAt(i - 1), path.elementAt(i)));
    }
    return least;
}

QByteArray embeddedWorld()
{
    return QResource(QStringLiteral(":/clickscope/map/world.map")).uncompressedData();
}

} // namespace

static void initMapResources()
{
    Q_INIT_RESOURCE(clickscope_map);
}

Result<MapGeometry> MapGeometry::decode(QByteArrayView file)
{
    if (file.size() > kMaxFileBytes)
        return refusal("The map is too large");
    ByteReader reader(file);
    if (reader.take(kMagic.size()) != kMagic || reader.number<quint16>() != kVersion)
        return refusal("This is no map of version 2");
    const qsizetype countries = reader.number<quint16>();
    const qsizetype points = reader.number<quint16>();
    if (countries > kMaxCountries || points > kMaxCountries)
        return refusal("The map has too many countries");

    MapGeometry map;
    map.m_countries.reserve(countries);
    ShapeReader shapes(&reader);
    for (int i = 0; i < countries; ++i) {
        MapCountry country;
        country.code = readCode(&reader);
        const std::optional<QPointF> label = readPosition(&reader);
        if (!label || !shapes.read(&country))
            return refusal("The shape of a country is broken");
        country.label = *label;
        if (!country.code.isEmpty())
            map.m_byCode.insert(country.code, i);
        map.m_countries.append(std::move(country));
    }
    for (int i = 0; i < points; ++i) {
        QString code = readCode(&reader);
        const std::optional<QPointF> position = readPosition(&reader);
        if (!position || code.isEmpty())
            return refusal("The place of an area is broken");
        map.m_points.append({std::move(code), *position});
    }
    if (reader.failed() || reader.left() > 0)
        return refusal("The map ends elsewhere than it says");
    return map;
}

const MapGeometry &MapGeometry::world()
{
    static const MapGeometry map = unshared();
    return map;
}

MapGeometry MapGeometry::unshared()
{
    initMapResources();
    const Result<MapGeometry> decoded = decode(embeddedWorld());
    Q_ASSERT_X(decoded, "MapGeometry::unshared", "the build embeds a map that tests have read");
    return decoded ? *decoded : MapGeometry();
}

int MapGeometry::countryAt(QPointF plane, double tolerance) const
{
    for (qsizetype i = 0; i < m_countries.size(); ++i) {
        const MapCountry &country = m_countries.at(i);
        if (country.bounds.contains(plane) && country.path.contains(plane))
            return static_cast<int>(i);
    }
    if (!(tolerance > 0))
        return -1;
    int nearest = -1;
    double least = tolerance * tolerance;
    for (qsizetype i = 0; i < m_countries.size(); ++i) {
        const MapCountry &country = m_countries.at(i);
        if (!country.bounds.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(plane))
            continue;
        const double distance = squaredDistanceToPath(plane, country.path);
        if (distance <= least) {
            least = distance;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

std::optional<QPointF> MapGeometry::anchorOf(const QString &code) const
{
    if (const int index = indexOf(code); index >= 0)
        return m_countries.at(index).label;
    const auto point = std::ranges::find(m_points, code, &MapPoint::code);
    return point == m_points.end() ? std::nullopt : std::optional(point->position);
}
