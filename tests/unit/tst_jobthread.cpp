// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/jobthread.h"
#include "core/query/sharedquestions.h"
#include "tests/support/patienttest.h"
#include "tests/support/testprogram.h"

#include <QSemaphore>

#include <optional>

/// How a question gets its answer: what is asked, in which order, and what becomes of it when nobody waits.
class JobThreadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInTheThreadOfItsContext();
    void whatIsCancelledIsNeitherDoneNorAnswered();
    void cancelsWhatIsUnderWay();
    void anAnswerOnItsWayIsDropped();
    void isOpenUntilItsAnswerIsTaken();
    void aNewQuestionTakesThePlaceOfTheOld();
    void doesWhatIsUrgentFirst();
    void letsOnlySoManyWait();
    void endsWithWhatIsUnderWay();
    void equalQuestionsShareAnAnswer();

private:
    /// Keeps the thread busy until the end of the object.
    class Busy final
    {
    public:
        explicit Busy(JobThread &thread)
        {
            thread.post([this](const auto &) {
                m_begun.release();
                m_end.acquire();
                m_ended.release();
            });
            m_begun.acquire();
        }
        ~Busy()
        {
            m_end.release();
            m_ended.acquire();
        }
        Q_DISABLE_COPY_MOVE(Busy)

    private:
        QSemaphore m_begun, m_end, m_ended;
    };

    Asking askFor(int number, Urgency urgency = Urgency::Urgent)
    {
        return m_thread->ask<int>(
            {this, urgency}, [this](const Result<int> &answer) { m_answers.append(answer ? *answer : -1); },
            [this, number](const Asked<int> &) -> Result<int> {
                ++m_done;
                return number;
            });
    }
    void init()
    {
        m_answers.clear();
        m_done = 0;
        m_thread.emplace(QStringLiteral("test"));
    }

    std::optional<JobThread> m_thread;
    QList<int> m_answers; ///< -1 = an error
    std::atomic<int> m_done = 0;
};

void JobThreadTest::answersInTheThreadOfItsContext()
{
    init();
    QThread *answeredIn = nullptr;
    QThread *doneIn = nullptr;
    const Asking asking = m_thread->ask<int>(
        this, [&](const Result<int> &) { answeredIn = QThread::currentThread(); },
        [&](const Asked<int> &) -> Result<int> {
            doneIn = QThread::currentThread();
            return 1;
        });
    QVERIFY(!answeredIn); // never at once
    QTRY_COMPARE(answeredIn, QThread::currentThread());
    QVERIFY(doneIn != answeredIn);
}

void JobThreadTest::whatIsCancelledIsNeitherDoneNorAnswered()
{
    init();
    Asking last;
    {
        const Busy busy(*m_thread);
        for (const Urgency urgency : {Urgency::Urgent, Urgency::Patient}) {
            Asking cancelled = askFor(1, urgency);
            cancelled.cancel();
            QVERIFY(!cancelled.isOpen());
            const Asking forgotten = askFor(2, urgency);
        }
        last = askFor(3, Urgency::Patient);
    }
    QTRY_COMPARE(m_answers, QList<int> {3});
    QCOMPARE(m_done, 1);
}

void JobThreadTest::cancelsWhatIsUnderWay()
{
    init();
    QSemaphore begun, ended;
    Asking asking = m_thread->ask<int>(
        this, [this](const Result<int> &) { m_answers.append(1); },
        [&](const Asked<int> &asked) -> Result<int> {
            begun.release();
            while (!asked.isCancelled())
                QThread::yieldCurrentThread();
            ended.release();
            return 1;
        });
    begun.acquire();
    asking.cancel();
    ended.acquire();
    const Asking next = askFor(2);
    QTRY_COMPARE(m_answers, QList<int> {2});
}

void JobThreadTest::anAnswerOnItsWayIsDropped()
{
    init();
    Asking asking = askFor(1);
    const Asking next = askFor(2);
    while (m_done < 2) // and the first is queued for this thread
        QThread::yieldCurrentThread();
    asking.cancel();
    QTRY_COMPARE(m_answers, QList<int> {2});
}

void JobThreadTest::isOpenUntilItsAnswerIsTaken()
{
    init();
    Asking asking;
    QVERIFY(!asking.isOpen());
    std::optional<bool> wasOpen;
    asking = m_thread->ask<int>(
        this, [&](const Result<int> &) { wasOpen = asking.isOpen(); },
        [](const Asked<int> &) -> Result<int> { return 1; });
    QVERIFY(asking.isOpen());
    QTRY_VERIFY(wasOpen);
    QVERIFY(!*wasOpen);
}

void JobThreadTest::aNewQuestionTakesThePlaceOfTheOld()
{
    init();
    Asking asking = askFor(1);
    asking = askFor(2);
    QTRY_COMPARE(m_answers, QList<int> {2});
    Askings several;
    several.add(askFor(3));
    several.add(askFor(4));
    QVERIFY(several.isOpen());
    QTRY_COMPARE(m_answers, QList<int>({2, 3, 4}));
    QVERIFY(!several.isOpen());
}

void JobThreadTest::doesWhatIsUrgentFirst()
{
    init();
    Askings askings;
    {
        const Busy busy(*m_thread);
        askings.add(askFor(1, Urgency::Patient));
        askings.add(askFor(2, Urgency::Patient));
        askings.add(askFor(3));
        askings.add(askFor(4));
    }
    QTRY_COMPARE(m_answers, QList<int>({3, 4, 1, 2}));
}

void JobThreadTest::letsOnlySoManyWait()
{
    init();
    Askings askings;
    {
        const Busy busy(*m_thread);
        for (std::size_t i = 0; i < JobThread::kMaxWaiting + 2; ++i)
            askings.add(askFor(1, Urgency::Patient));
        QTRY_COMPARE(m_answers, QList<int>({-1, -1})); // at once
        askings.add(askFor(2)); // a person is not turned away
    }
    QTRY_VERIFY(!askings.isOpen());
    QCOMPARE(m_answers.count(1), static_cast<qsizetype>(JobThread::kMaxWaiting));
    QCOMPARE(m_answers.count(2), 1);
}

void JobThreadTest::endsWithWhatIsUnderWay()
{
    init();
    QSemaphore begun;
    const Asking asking = m_thread->ask<int>(
        this, [this](const Result<int> &) { m_answers.append(1); },
        [&](const Asked<int> &asked) -> Result<int> {
            begun.release();
            while (!asked.isCancelled())
                QThread::yieldCurrentThread();
            return 1;
        });
    const Asking never = askFor(2);
    begun.acquire();
    m_thread.reset();
    QCoreApplication::processEvents();
    QCOMPARE(m_answers, QList<int>());
    QCOMPARE(m_done, 0);
}

void JobThreadTest::equalQuestionsShareAnAnswer()
{
    SharedQuestions<QString, int> shared;
    QList<int> answers;
    const auto take = [&](const Result<int> &answer) { answers.append(*answer); };
    const auto ask = [&](const char *query) {
        const Asked<int> asked(this, take);
        return std::pair(shared.add(QString::fromLatin1(query), asked), asked.asking());
    };
    int found = 0;
    const auto answer = [&](const char *query) {
        shared.answer(QString::fromLatin1(query), [&]() -> Result<int> { return ++found; });
        QCoreApplication::processEvents();
    };
    const auto first = ask("a");
    const auto other = ask("b");
    const auto second = ask("a");
    QVERIFY(first.first && other.first && !second.first);
    answer("a");
    QCOMPARE(answers, QList<int>({1, 1}));
    const auto later = ask("a"); // hits may have come in
    QVERIFY(later.first);
    answer("b");
    answer("a");
    QCOMPARE(answers, QList<int>({1, 1, 2, 3}));
    QVERIFY(ask("c").first); // and cancelled
    answer("c");
    QCOMPARE(found, 3);
}

CLICKSCOPE_TEST(JobThreadTest)
#include "tst_jobthread.moc"
