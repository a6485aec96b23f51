// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/bubblescale.h"
#include "ui/map/heatfield.h"
#include "ui/map/heatscale.h"
#include "ui/map/labelplacer.h"
#include "ui/map/mapcolours.h"

#include <QLineF>
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <cmath>

namespace {

using Light = std::array<double, 3>; ///< red, green, blue in linear light, 0–1
using Matrix = std::array<std::array<double, 3>, 3>;

// Machado, Oliveira, Fernandes: "A Physiologically-based Model for Simulation of Color Vision Deficiency",
// 2009, at full severity.
constexpr Matrix kProtanopia {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeuteranopia {
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritanopia {
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

constexpr Matrix kNormal {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr std::array<Matrix, 4> kEyes {kNormal, kProtanopia, kDeuteranopia, kTritanopia};

/// The matrices work on light, not on the encoded numbers of sRGB (IEC 61966-2-1).
Light seenThrough(const Matrix &eye, const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const Light light {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
    Light seen {};
    for (std::size_t row = 0; row < 3; ++row) {
        double sum = 0;
        for (std::size_t column = 0; column < 3; ++column)
            sum += eye[row][column] * light[column];
        seen[row] = std::clamp(sum, 0.0, 1.0);
    }
    return seen;
}

/// Relative luminance (WCAG 2.1).
double luminance(const Light &light)
{
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
}

/// Contrast ratio (WCAG 2.1), 1 = equally light.
double contrast(const Light &one, const Light &other)
{
    const auto [less, more] = std::minmax({luminance(one), luminance(other)});
    return (more + 0.05) / (less + 0.05);
}

} // namespace

class MapColoursTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lightnessTellsAllThatColoursTell_data();
    void lightnessTellsAllThatColoursTell();
    void theFewestStandOffTheLand_data();
    void theFewestStandOffTheLand();
    void strengthsAreFixedAtPercentiles();
    void equalCountsAreNeitherFewNorMany();
    void fewPlacesAreAsStrongAsTheirCounts_data();
    void fewPlacesAreAsStrongAsTheirCounts();
    void onePlaceMoreChangesLittle();
    void sixTimesAsManyIsAnotherClass();
    void classesOfAnyValuesAreSound();
    void nothingHasNoColour();
    void lightnessOrdersTheLargestPlaces_data();
    void lightnessOrdersTheLargestPlaces();
    void manySmallPlacesAreNoLargeOne();
    void heatHasNoRim();
    void theBellIsRound();
    void heatTakesAnything();
    void heatCanBeGivenUp();
    void areasStandForNumbers();
    void namesNeverOverlap();
    void importantNamesComeFirst();
    void namesTouchTheirOwnCircle();
    void namesCoverNoPlaceThatIsSeen();
    void theLargestAreNamedInACrowd();
    void noCertainOneIsCovered();
};

void MapColoursTest::lightnessTellsAllThatColoursTell_data()
{
    QTest::addColumn<bool>("isHeat");
    QTest::addColumn<bool>("dark");
    QTest::newRow("heat, dark") << true << true;
    QTest::newRow("heat, light") << true << false;
    QTest::newRow("countries, dark") << false << true;
    QTest::newRow("countries, light") << false << false;
}

void MapColoursTest::lightnessTellsAllThatColoursTell()
{
    QFETCH(const bool, isHeat);
    QFETCH(const bool, dark);
    const ColorRamp ramp = isHeat ? heatRamp(dark) : countryRamp(dark);
    for (const Matrix &eye : kEyes) {
        double before = luminance(seenThrough(eye, ramp.at(0)));
        for (int step = 1; step <= 20; ++step) {
            const double now = luminance(seenThrough(eye, ramp.at(step / 20.0)));
            // The many stand off the ground: bright on dark, dark on light.
            QVERIFY2(dark ? now > before : now < before, qPrintable(QString::number(step)));
            before = now;
        }
        constexpr int kLast = ColorScale::kMostClasses - 1;
        for (int number = 0; !isHeat && number < kLast; ++number) {
            const Light one = seenThrough(eye, ramp.at(1.0 * number / kLast));
            const double difference = contrast(one, seenThrough(eye, ramp.at((number + 1.0) / kLast)));
            QVERIFY2(difference > 1.2, qPrintable(QString::number(difference))); // neighbours differ
        }
    }
}

void MapColoursTest::theFewestStandOffTheLand_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QColor>("ground");
    QTest::newRow("dark land") << true << landColour(true);
    QTest::newRow("dark window") << true << QColor(0x0f1317);
    QTest::newRow("light land") << false << landColour(false);
    QTest::newRow("light window") << false << QColor(0xf6f7f9);
}

void MapColoursTest::theFewestStandOffTheLand()
{
    QFETCH(const bool, dark);
    QFETCH(const QColor, ground);
    for (const Matrix &eye : kEyes) {
        const Light land = seenThrough(eye, ground);
        QVERIFY(contrast(seenThrough(eye, countryRamp(dark).at(0)), land) > 1.25);
        // Heat comes out of nothing; a third of the places may be faint.
        QVERIFY(contrast(seenThrough(eye, heatRamp(dark).at(0.35)), land) > 1.25);
    }
}

void MapColoursTest::strengthsAreFixedAtPercentiles()
{
    QList<double> counts;
    for (int i = 1; i <= 100; ++i)
        counts.append(i * 10);
    const HeatScale scale = HeatScale::of(counts);
    QCOMPARE(scale.ticks(),
             QList<ScaleTick>({{0.10, 50}, {0.26, 350}, {0.44, 650}, {0.64, 850}, {0.82, 950}, {1, 1000}}));
    QCOMPARE(scale.median(), 500.0);
    QCOMPARE(scale.strength(10), 0.10);
    QCOMPARE(scale.strength(850), 0.64);
    QCOMPARE(scale.strength(5000), 1.0);
    // Half-way by the logarithm between 50 and 350 is the root of their product.
    QVERIFY(qAbs(scale.strength(std::sqrt(50.0 * 350.0)) - 0.18) < 1e-12);
    QCOMPARE(scale.strength(0), 0.0);
    QCOMPARE(scale.strength(qQNaN()), 0.0);
}

void MapColoursTest::equalCountsAreNeitherFewNorMany()
{
    const HeatScale equal = HeatScale::of({3, 3, 3});
    QCOMPARE(equal.ticks(), QList<ScaleTick>({{0.44, 3}}));
    QCOMPARE(equal.strength(3), 0.44);
    // Where most places have one visitor, that is the middle of their percentiles, 5 to 65, and can be seen;
    // the most still has the last colour.
    const HeatScale quiet = HeatScale::of(QList<double>(48, 1) + QList<double>(6, 2) + QList<double>(6, 9));
    QCOMPARE(quiet.strength(1), 0.27);
    QCOMPARE(quiet.strength(9), 1.0);
    QVERIFY(HeatScale::of({0, -1, qQNaN(), qInf()}).isEmpty());
}

void MapColoursTest::fewPlacesAreAsStrongAsTheirCounts_data()
{
    QTest::addColumn<QList<double>>("counts");
    QTest::newRow("one country, ten days") << QList<double> {440, 335, 239};
    QTest::newRow("two places") << QList<double> {326, 152};
    QTest::newRow("a few visitors") << QList<double> {3, 2, 1};
    QTest::newRow("from 10 to 1,000") << QList<double> {1000, 760, 400, 150, 60, 20, 10};
}

void MapColoursTest::fewPlacesAreAsStrongAsTheirCounts()
{
    QFETCH(const QList<double>, counts);
    const HeatScale scale = HeatScale::of(counts);
    const double most = counts.constFirst();
    for (const bool dark : {true, false}) {
        std::vector<HeatPoint> points;
        for (const double count : counts)
            points.push_back({static_cast<float>(100 * points.size() + 80), 80,
                              static_cast<float>(scale.strength(count))});
        const QSize size(100 * static_cast<int>(points.size()) + 60, 160);
        QImage picture(size, QImage::Format_RGB32);
        picture.fill(landColour(dark));
        QPainter painter(&picture);
        painter.drawImage(0, 0, HeatField::render(points, size, 1, dark));
        painter.end();
        const auto lightAt = [&picture](const HeatPoint &point, int beside) {
            const QPoint at(static_cast<int>(point.x) + beside, static_cast<int>(point.y));
            return seenThrough(kNormal, picture.pixelColor(at));
        };
        const Light land = seenThrough(kNormal, landColour(dark));
        double before = dark ? 2 : -1;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double share = counts.at(static_cast<qsizetype>(i)) / most;
            const double strength = scale.strength(counts.at(static_cast<qsizetype>(i)));
            const double light = luminance(lightAt(points[i], 0));
            QVERIFY(dark ? light < before : light > before); // the order of the counts
            before = light;
            // It is seen as heat: around the dot that stands in its middle, too.
            for (const int beside : {0, 4})
                QVERIFY2(contrast(lightAt(points[i], beside), land) > 1.15,
                         qPrintable(QString::number(share)));
            if (share > 0.7)
                QVERIFY2(strength > 0.85, qPrintable(QString::number(strength)));
            else if (share > 0.4)
                QVERIFY2(strength > 0.65, qPrintable(QString::number(strength)));
            if (share < 0.02)
                QVERIFY(contrast(lightAt(points[i], 0), lightAt(points.front(), 0)) > 3); // at a glance
        }
    }
    // The legend says the same: each tick has the strength of its count.
    for (const ScaleTick &tick : scale.ticks())
        QCOMPARE(tick.share, scale.strength(tick.value));
    QCOMPARE(scale.ticks().constFirst().value, counts.constLast());
    QCOMPARE(scale.ticks().constLast().value, most);
}

/// No number of places where the map changes at once.
void MapColoursTest::onePlaceMoreChangesLittle()
{
    QList<double> counts;
    HeatScale before;
    for (int i = 1; i <= 80; ++i) {
        counts.append(1'000.0 / i);
        const HeatScale scale = HeatScale::of(counts);
        QVERIFY(std::ranges::is_sorted(counts, std::greater(),
                                       [&scale](double count) { return scale.strength(count); }));
        QCOMPARE(scale.strength(1'000), i == 1 ? 0.44 : 1.0);
        if (i > 6) {
            for (const double count : std::as_const(counts).first(i - 1))
                QVERIFY2(qAbs(scale.strength(count) - before.strength(count)) < 0.14,
                         qPrintable(QString::number(i)));
        }
        before = scale;
    }
}

void MapColoursTest::sixTimesAsManyIsAnotherClass()
{
    // A month as it was: the United States, Canada, and others.
    const ColorScale month = ColorScale::of({1139, 700, 390, 182, 55, 12, 4, 1});
    QCOMPARE(month.bounds(), QList<double>({1, 5, 20, 100, 500}));
    QVERIFY(month.classOf(1139) > month.classOf(182));
    QVERIFY(month.classOf(182) > month.classOf(12));
    QCOMPARE(ColorScale::of({30, 14, 7, 3}).bounds(), QList<double>({2, 5, 10, 20}));
    // What is little beside the largest shares the lowest class.
    QCOMPARE(ColorScale::of({2e6, 1}).bounds(), QList<double>({1, 500, 2000, 1e4, 5e4, 2e5, 1e6}));
}

void MapColoursTest::classesOfAnyValuesAreSound()
{
    QRandomGenerator random(20261126);
    for (int round = 0; round < 300; ++round) {
        QList<double> values;
        const int count = 1 + random.bounded(120);
        const double spread = 1 + random.bounded(9.0);
        for (int i = 0; i < count; ++i)
            values.append(std::floor(std::exp(random.bounded(spread))));
        const ColorScale scale = ColorScale::of(values);
        const QList<double> &bounds = scale.bounds();
        QVERIFY(!bounds.isEmpty() && bounds.size() <= ColorScale::kMostClasses);
        QVERIFY(std::ranges::is_sorted(bounds));
        const auto [least, most] = std::ranges::minmax(values);
        QVERIFY(bounds.constFirst() <= least && bounds.constLast() <= most);
        QCOMPARE(scale.classOf(least), 0);
        QCOMPARE(scale.classOf(most), static_cast<int>(bounds.size()) - 1);
        for (const double value : std::as_const(values)) {
            if (6 * value <= most) {
                const int low = scale.classOf(value);
                QVERIFY(low == 0 || scale.classOf(6 * value) > low);
            }
        }
    }
}

void MapColoursTest::nothingHasNoColour()
{
    const ColorScale scale = ColorScale::of({qQNaN(), -1, 0, qInf()});
    QVERIFY(scale.isEmpty());
    QCOMPARE(scale.classOf(0), -1);
    QCOMPARE(ColorScale::of({1, 2}).classOf(0), -1);
}

void MapColoursTest::lightnessOrdersTheLargestPlaces_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("most");
    for (const bool dark : {true, false}) {
        QTest::addRow("%s, a day", dark ? "dark" : "light") << dark << 145.0;
        QTest::addRow("%s, a year", dark ? "dark" : "light") << dark << 60'000.0;
    }
}

/// Cities as far apart as on a map of the world, some in crowds, with counts that fall as those of cities do.
void MapColoursTest::lightnessOrdersTheLargestPlaces()
{
    QFETCH(const bool, dark);
    QFETCH(const double, most);
    QRandomGenerator random(4);
    constexpr QSize kSize(984, 560);
    QList<double> counts;
    std::vector<HeatPoint> points;
    for (int i = 0; i < 240; ++i) {
        counts.append(std::max(1.0, std::round(most / std::pow(i + 1, 1.1))));
        const QPointF crowd(i % 3 == 0 ? 240 : i % 3 == 1 ? 500 : 800, i % 3 == 2 ? 350 : 200);
        const double width = i < 20 ? 1 : 0.5;
        points.push_back({static_cast<float>(crowd.x() + width * (random.bounded(240.0) - 120)),
                          static_cast<float>(crowd.y() + width * (random.bounded(200.0) - 100)), 0});
    }
    const HeatScale scale = HeatScale::of(counts);
    for (std::size_t i = 0; i < points.size(); ++i)
        points[i].strength = static_cast<float>(scale.strength(counts.at(static_cast<qsizetype>(i))));
    QImage picture(kSize, QImage::Format_RGB32);
    picture.fill(landColour(dark));
    QPainter painter(&picture);
    painter.drawImage(0, 0, HeatField::render(points, kSize, 1, dark));
    painter.end();
    QList<double> lights;
    for (std::size_t i = 0; i < 20; ++i)
        lights.append(luminance(seenThrough(
            kNormal, picture.pixelColor(static_cast<int>(points[i].x), static_cast<int>(points[i].y)))));
    int pairs = 0;
    int clear = 0; // of them
    for (qsizetype i = 0; i < lights.size(); ++i) {
        for (qsizetype j = i + 1; j < lights.size(); ++j) {
            const auto [less, more] = std::minmax(lights.at(i), lights.at(j));
            const bool isOrdered = counts.at(i) == counts.at(j) || lights.at(i) == (dark ? more : less);
            QVERIFY2(isOrdered,
                     qPrintable(QStringLiteral("%1 and %2: %3, %4").arg(i).arg(j).arg(less).arg(more)));
            ++pairs;
            clear += more > 1.2 * less ? 1 : 0;
        }
    }
    QVERIFY2(clear * 5 >= pairs, qPrintable(QStringLiteral("%1 of %2").arg(clear).arg(pairs)));
    // A hundredth of the most is told apart at a glance.
    const auto hundredth = std::ranges::find_if(counts, [&](double count) { return count <= most / 100; });
    QVERIFY(hundredth != counts.cend());
    const ColorRamp ramp = heatRamp(dark);
    QVERIFY(
        contrast(seenThrough(kNormal, ramp.at(scale.strength(*hundredth))), seenThrough(kNormal, ramp.at(1)))
        > 3);
}

void MapColoursTest::manySmallPlacesAreNoLargeOne()
{
    // Thirty places around the middle of a circle, close together: nowhere stronger than each of them.
    std::vector<HeatPoint> points;
    for (int i = 0; i < 30; ++i)
        points.push_back({static_cast<float>(100 + i % 6 * 3), static_cast<float>(80 + i / 6 * 3), 0.3F});
    const QImage many = HeatField::render(points, {220, 180}, 1, true);
    const QImage one = HeatField::render({{100, 80, 0.36F}}, {220, 180}, 1, true);
    const double allowed =
        luminance(seenThrough(kNormal, QColor::fromRgba(qUnpremultiply(one.pixel(100, 80)))));
    for (int y = 0; y < many.height(); ++y) {
        for (int x = 0; x < many.width(); ++x) {
            const QRgb pixel = many.pixel(x, y);
            if (qAlpha(pixel) > 0)
                QVERIFY(luminance(seenThrough(kNormal, QColor::fromRgba(qUnpremultiply(pixel)))) <= allowed);
        }
    }
}

void MapColoursTest::heatHasNoRim()
{
    const QImage image = HeatField::render({{100, 80, 1}}, {200, 160}, 1, true);
    QCOMPARE(image.size(), QSize(200, 160));
    QVERIFY(qAlpha(image.pixel(100, 80)) > 240);
    QCOMPARE(qAlpha(image.pixel(2, 2)), 0); // far away is nothing
    for (int x = 101; x < 200; ++x) // fades, and nowhere in a step that the eye would see as a line
        QVERIFY(qAlpha(image.pixel(x - 1, 80)) - qAlpha(image.pixel(x, 80)) <= 32);
}

void MapColoursTest::theBellIsRound()
{
    const QImage image = HeatField::render({{100, 100, 1}}, {200, 200}, 1, true);
    for (const double distance : {12.0, 20.0, 26.0, 40.0}) {
        const int straight = qAlpha(image.pixel(100 + qRound(distance), 100));
        const int aslant =
            qAlpha(image.pixel(100 + qRound(distance * M_SQRT1_2), 100 + qRound(distance * M_SQRT1_2)));
        QVERIFY2(qAbs(straight - aslant) <= 24,
                 qPrintable(QStringLiteral("%1 %2").arg(straight).arg(aslant)));
    }
}

void MapColoursTest::heatTakesAnything()
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    const std::vector<HeatPoint> odd {{nan, 1, 1},      {1, nan, 1},         {1, 1, nan},
                                      {infinity, 1, 1}, {1, 1, infinity},    {1, 1, -4},
                                      {1e30F, 1, 1},    {-1e30F, -1e30F, 1}, {5, 5, 0}};
    QVERIFY(HeatField::render(odd, {50, 50}, 1, true).isNull());
    QVERIFY(HeatField::render({{1, 1, 1}}, {0, 0}, 1, true).isNull());
    QVERIFY(HeatField::render({{1, 1, 1}}, {-5, 10}, 1, true).isNull());
    QVERIFY(HeatField::render({{1, 1, 1}}, {50, 50}, 0, true).isNull());
    QVERIFY(HeatField::render({{1, 1, 1}}, {50, 50}, qQNaN(), true).isNull());
    QVERIFY(HeatField::render({}, {50, 50}, 1, true).isNull());
    QVERIFY(!HeatField::render({{0, 0, 1}, {49, 49, 1}}, {50, 50}, 10, true).isNull());
}

void MapColoursTest::heatCanBeGivenUp()
{
    const std::atomic<bool> isGivenUp = true;
    QVERIFY(HeatField::render({{1, 1, 1}}, {50, 50}, 1, true, &isGivenUp).isNull());
}

void MapColoursTest::areasStandForNumbers()
{
    const double large = bubbleRadius(1000, 1000);
    const double quarter = bubbleRadius(250, 1000);
    QVERIFY(qAbs(large / quarter - 2) < 1e-9);
    QVERIFY(bubbleRadius(1, 1e9) > 1); // still to be seen
    QCOMPARE(bubbleRadius(qQNaN(), 10), bubbleRadius(0, 10));
    QCOMPARE(bubbleTicks(2681), QList<double>({2681, 700, 100}));
    QCOMPARE(bubbleTicks(1), QList<double>({1}));
    QVERIFY(bubbleTicks(0).isEmpty());
}

void MapColoursTest::namesNeverOverlap()
{
    QRandomGenerator random(20261125);
    const QRectF view(0, 0, 800, 400);
    for (int round = 0; round < 40; ++round) {
        std::vector<LabelAnchor> anchors;
        for (int i = 0; i < 200; ++i)
            anchors.push_back({QPointF(random.bounded(800), random.bounded(400)), 2.0 + random.bounded(12),
                               QSizeF(20 + random.bounded(80), 15)});
        const auto places = placeLabels(anchors, view, 60);
        QCOMPARE(places.size(), anchors.size());
        std::vector<QRectF> taken;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (!places[i])
                continue;
            QVERIFY(view.contains(*places[i]));
            for (const QRectF &other : taken)
                QVERIFY(!other.intersects(*places[i]));
            for (std::size_t j = 0; j < i; ++j) {
                const double radius = anchors[j].radius;
                QVERIFY(!QRectF(anchors[j].place, QSizeF())
                             .adjusted(-radius, -radius, radius, radius)
                             .intersects(*places[i]));
            }
            taken.push_back(*places[i]);
        }
        QVERIFY(taken.size() > 10 && taken.size() <= 60);
    }
}

void MapColoursTest::importantNamesComeFirst()
{
    const std::vector<LabelAnchor> same(3, LabelAnchor {{100, 50}, 4, {30, 12}});
    const auto places = placeLabels(same, {0, 0, 200, 100}, 1);
    QVERIFY(places[0] && !places[1] && !places[2]);
    QCOMPARE(places[0]->left(), 104.0); // to the right, where one reads on
    QVERIFY(!placeLabels({{{198, 50}, 4, {300, 12}}}, {0, 0, 200, 100}, 5)[0]); // no room at all
}

/// Also those at the corners of large circles, where all other sides are taken.
void MapColoursTest::namesTouchTheirOwnCircle()
{
    const LabelAnchor circle {{100, 100}, 24, {40, 12}};
    std::vector<QRectF> taken;
    for (;;) {
        const auto places = placeLabels({circle}, {0, 0, 200, 200}, 1, taken);
        if (!places[0])
            break;
        const QPointF nearest(std::clamp(circle.place.x(), places[0]->left(), places[0]->right()),
                              std::clamp(circle.place.y(), places[0]->top(), places[0]->bottom()));
        const double distance = QLineF(circle.place, nearest).length();
        QVERIFY2(distance <= circle.radius + 1, qPrintable(QString::number(distance)));
        QVERIFY(distance > circle.radius - 4); // beside it, not on it
        taken.push_back({places[0]->center() - QPointF(1, 1), QSizeF(2, 2)});
    }
    QCOMPARE(taken.size(), std::size_t(8));
}

void MapColoursTest::namesCoverNoPlaceThatIsSeen()
{
    // Shanghai, smaller than Osaka, would be named "Osaka" by a name that lies over it.
    std::vector<LabelAnchor> anchors {{{100, 50}, 12, {60, 12}}};
    for (const QPointF &place : {QPointF(135, 50), QPointF(65, 50), QPointF(100, 25), QPointF(100, 75),
                                 QPointF(130, 25), QPointF(70, 25), QPointF(130, 75), QPointF(70, 75)})
        anchors.push_back({place, 8, {30, 12}});
    QVERIFY(!placeLabels(anchors, {0, 0, 200, 100}, 1)[0]);
    // Also if they have no name themselves: a country without a known city.
    QVERIFY(!placeLabels({{{100, 50}, 90, {}}, {{100, 50}, 12, {60, 12}}}, {0, 0, 200, 100}, 2)[1]);
    QVERIFY(!placeLabels({{{100, 50}, 12, {}}}, {0, 0, 200, 100}, 1)[0]);
    // The smallest dots may be covered, but a covered one has no name elsewhere.
    for (std::size_t i = 1; i < anchors.size(); ++i)
        anchors[i].radius = 4.5;
    const auto places = placeLabels(anchors, {0, 0, 200, 100}, 9);
    QVERIFY(places[0]);
    for (std::size_t i = 0; i < anchors.size(); ++i) {
        for (std::size_t j = 0; j < anchors.size(); ++j)
            QVERIFY(i == j || !places[i] || !places[j] || !places[i]->contains(anchors[j].place));
    }
}

void MapColoursTest::theLargestAreNamedInACrowd()
{
    // London, Paris and Berlin at the zoom of the world, among circles of their neighbours.
    std::vector<LabelAnchor> anchors {
        {{100, 100}, 16, {44, 14}}, {{108, 112}, 15, {32, 14}}, {{136, 98}, 14, {36, 14}}};
    QRandomGenerator random(7);
    for (int i = 0; i < 60; ++i)
        anchors.push_back(
            {QPointF(60 + random.bounded(120), 60 + random.bounded(90)), 6.0 + random.bounded(5), {40, 14}});
    const QRectF view(0, 0, 400, 220);
    const auto alone = placeLabels(anchors, view, 60);
    QVERIFY(!alone[0] || !alone[1] || !alone[2]); // it is a crowd
    const auto places = placeLabels(anchors, view, 60, {}, 3);
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY2(places[i], qPrintable(QString::number(i)));
        QVERIFY(view.contains(*places[i]));
        for (std::size_t j = 0; j < 3; ++j) {
            const double radius = anchors[j].radius;
            QVERIFY(i == j
                    || !QRectF(anchors[j].place, QSizeF())
                            .adjusted(-radius, -radius, radius, radius)
                            .intersects(*places[i]));
        }
        for (std::size_t j = 0; j < places.size(); ++j)
            QVERIFY(i == j || !places[j] || !places[j]->intersects(*places[i]));
        QVERIFY(leaderOf(anchors[i], *places[i]).length() < 60);
    }
    // A name that touches its dot needs no line.
    QVERIFY(leaderOf(anchors[0], {116, 93, 44, 14}).isNull());
    QVERIFY(qAbs(leaderOf(anchors[0], {126, 93, 44, 14}).length() - 10) < 0.01);
}

void MapColoursTest::noCertainOneIsCovered()
{
    // No side is free, nor is there room for a name apart.
    std::vector<LabelAnchor> anchors {{{100, 50}, 12, {60, 12}}};
    for (const QPointF &place : {QPointF(135, 50), QPointF(65, 50), QPointF(100, 25), QPointF(100, 75),
                                 QPointF(130, 25), QPointF(70, 25), QPointF(130, 75), QPointF(70, 75)})
        anchors.push_back({place, 8, {}});
    anchors[1].text = QSizeF(20, 12);
    const QRectF view(20, 0, 160, 90);
    const auto covers = [&anchors](const std::optional<QRectF> &name, std::size_t i) {
        const double radius = anchors[i].radius;
        return name
            && QRectF(anchors[i].place, QSizeF())
                   .adjusted(-radius, -radius, radius, radius)
                   .intersects(*name);
    };
    const auto one = placeLabels(anchors, view, 9, {}, 1);
    QVERIFY(one[0] && covers(one[0], 1));
    const auto two = placeLabels(anchors, view, 9, {}, 2);
    QVERIFY(two[0] && !covers(two[0], 1));
    QVERIFY(two[1]);
    const auto all = placeLabels(anchors, view, 9, {}, anchors.size());
    for (std::size_t i = 1; i < anchors.size(); ++i)
        QVERIFY(!covers(all[0], i));
}

QTEST_GUILESS_MAIN(MapColoursTest)
#include "tst_mapcolours.moc"
