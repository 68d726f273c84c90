using TextClassify.Training.Checking;
using TextClassify.Training.Kinds;
using TextClassify.Training.Language;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using TextClassify.Training.Runs;
using TorchSharp;

namespace TextClassify.Training.Tests.Kinds;

/// <summary>Language models as a kind that doesn't put its carried state into checkpoints.</summary>
internal sealed class Forgetful(PreparedLanguage prepared) : IPreparedRun<LanguageOptions, LanguageLine, LanguageReport>
{
    public LanguageOptions Options => prepared.Options;

    public static IRunner Of(PreparedLanguage prepared)
    {
        var forgetful = new Forgetful(prepared);
        return new Runner<LanguageOptions, LanguageLine, LanguageReport>(forgetful)
        {
            Name = prepared.Options.Recipe.Name,
            Notes = [],
            Line = (line, _) => $"{line.Step}",
            Report = (_, _) => [],
        };
    }

    public void WriteVocabulary(Stream stream) => prepared.WriteVocabulary(stream);

    public ITrainee<LanguageLine, LanguageReport> Begin(torch.Generator random) => new Trainee(prepared.Begin(random));

    private sealed class Trainee(ITrainee<LanguageLine, LanguageReport> inner) : ITrainee<LanguageLine, LanguageReport>
    {
        public LoopPlan Plan => inner.Plan;

        public NamedNet Net => inner.Net;

        public WordTable? Words => inner.Words;

        public int TurnsDone(TrainingState state) => inner.TurnsDone(state);

        public StepCheckReport Check(TimeProvider time) => inner.Check(time);

        public Turn Begin(int number, Random draws) => inner.Begin(number, draws);

        public Measurement<LanguageLine> Measure(CancellationToken cancellationToken) => inner.Measure(cancellationToken);

        public (LanguageReport Report, double Loss) Report(TrainingState state, CancellationToken cancellationToken) =>
            inner.Report(state, cancellationToken);

        public void Dispose() => inner.Dispose();
    }
}
