using TextClassify.Communication;
using TextClassify.Forward;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Kinds.Sources;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Layout;

namespace TextClassify.UnitTests.Kinds.Sources;

/// <summary>The small model of several sources, loaded as the service loads it, and cases drawn for it.</summary>
public sealed class TinySources : IAsyncLifetime
{
    public const string Name = "tiny-sources";

    private readonly RunSlots _gate = RunSlots.Create(Options);
    private IDisposable? _resources;

    public static string Folder { get; } = Path.Combine(Solution.Folder, "tests", "fixtures", "sources-models", Name, "1");

    public static InferenceOptions Options { get; } = new() { ExecutionProvider = ExecutionProvider.Cpu };

    public LoadedSourcesModel Model { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var outcome = await LoadAsync(Folder, _gate);
        Assert.Null(outcome.Refusal);
        _resources = outcome.Resources;
        Model = (LoadedSourcesModel)outcome.Loaded!;
    }

    public ValueTask DisposeAsync()
    {
        _resources?.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Task<LoadOutcome> LoadAsync(string folder, RunSlots gate) =>
        new PackageLoader(ModelKindRegistration.All, Options, gate, TimeProvider.System)
            .LoadAsync(folder, Name, "1", TestContext.Current.CancellationToken);

    /// <summary>One to three sources in any order, each of its own length.</summary>
    public SourceRow[] Draw(Random random)
    {
        int[] roles = [.. Enumerable.Range(0, Model.Sources.Count)];
        random.Shuffle(roles);
        return
        [
            .. roles.Take(random.Next(1, roles.Length + 1)).Select(role => new SourceRow(
                role, random.GetItems(Enumerable.Range(1, Model.Encoder.Count - 1).ToArray(), random.Next(1, 9)))),
        ];
    }

    public async Task<CaseReading> AskAsync(SourceRow[] sources, params CaseVariant[] variants)
    {
        var answers = await Model.Cases.RunAsync(
            [new CaseRow(sources, variants)], tokens: true, new ForwardTerms(ForwardLane.Bulk), TestContext.Current.CancellationToken);
        return answers.Readings[0];
    }

    public CaseVariant Full(SourceRow[] sources) => CaseVariant.Full(sources.Length, Model.Cases.Rounds);
}
