using TextClassify.Forward;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.UnitTests.Models;

namespace TextClassify.UnitTests.Loading;

/// <summary>
/// The deadline may fall at any moment of a load, and there is none at which what comes of it is a model that doesn't answer.
/// </summary>
public sealed class LoadDeadlineTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-deadline-").FullName;
    private readonly RunWatch _watch = new(Limit, TimeProvider.System);
    private readonly RunSlots _gate = new(maxConcurrentRuns: 1, queueCapacity: 8);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LoadAsync_DeadlineAtAnyReadingOfTheClock_IsRefusedOrAnswers()
    {
        new TinyPackage().Write(_folder, "tiny", "1");
        var clock = new DeadlineClock(atReading: int.MaxValue);
        (await LoadAsync(clock)).Resources!.Dispose();
        int readings = clock.Readings;
        Assert.NotEqual(0, readings);

        for (int reading = 1; reading <= readings; reading++)
        {
            var outcome = await LoadAsync(new DeadlineClock(reading));
            using var resources = outcome.Resources;
            if (outcome.Loaded is ITextClassifier model)
            {
                var answer = await model.Forward.RunAsync([Enumerable.Repeat(2, 3).ToArray()], ForwardOutputs.Logits, Cancel);
                Assert.Null(answer.Results[0].Fault);
            }
            else
            {
                Assert.EndsWith(
                    "was not loaded and checked within 100 s, which Models:LoadTimeout allows.",
                    outcome.Refusal!.ToString(),
                    StringComparison.Ordinal);
            }
        }

        Assert.Equal(0, _watch.Running);
    }

    public void Dispose()
    {
        _gate.Dispose();
        _watch.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<LoadOutcome> LoadAsync(TimeProvider clock)
    {
        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        return new PackageLoader(ModelKindRegistration.All, options, _gate, clock, new LoadTerms { Watch = _watch, Timeout = Limit })
            .LoadAsync(Path.Combine(_folder, "tiny", "1"), "tiny", "1", Cancel);
    }

    /// <summary>Whose deadline falls at its so many-th reading.</summary>
    private sealed class DeadlineClock(int atReading) : TimeProvider
    {
        private Action _fall = static () => { };
        private int _readings;

        public int Readings => _readings;

        public override long GetTimestamp()
        {
            if (Interlocked.Increment(ref _readings) == atReading)
            {
                _fall();
            }

            return base.GetTimestamp();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Limit)
            {
                _fall = () => callback(state);
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
