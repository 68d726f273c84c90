using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Models;
using TextClassify.Models.Language;
using TextClassify.Text;
using TextClassify.UnitTests.Models;
using TextClassify.UnitTests.Registry;

namespace TextClassify.UnitTests.Loading.Mutations;

/// <summary>
/// Whatever a package of any kind holds, it loads or is refused with one sentence. A mutation is its number: one that failed is run again
/// by TEXTCLASSIFY_MUTATIONS=FIRST+1, and COUNT or FIRST+COUNT runs so many. Every eighth goes through ONNX Runtime.
/// </summary>
public sealed class PackageMutationTests : IDisposable
{
    private const string Switch = "TEXTCLASSIFY_MUTATIONS";
    private const int Count = 1_500;
    private const int MostCharacters = 1_000;
    private const int MostFaults = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly InferenceOptions Options = new() { ExecutionProvider = ExecutionProvider.Cpu, MaxConcurrentRuns = 1 };

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-mutations-").FullName;
    private readonly RunWatch _watch = new(TimeSpan.FromSeconds(5), TimeProvider.System);
    private readonly RunSlots _gate = RunSlots.Create(Options);
    private readonly RecordedLog<ModelRegistry> _log = new();

    [Fact]
    public async Task Load_AnythingInAnyFile_LoadsOrIsRefusedWithOneSentence()
    {
        var (first, count) = Asked();
        var watch = Stopwatch.StartNew();
        int[] outcomes = new int[3];
        var faults = new List<string>();
        for (int number = first; number < first + count; number++)
        {
            var package = Mutated(number);
            var reading = Task.Run(
                () => number % 8 == 0 ? LoadAsync(package, number) : Task.FromResult(Read(package)), TestContext.Current.CancellationToken);
            try
            {
                string[] refusals = await reading.WaitAsync(Patience, TestContext.Current.CancellationToken);
                outcomes[refusals.Length == 0 ? 0 : number % 8 == 0 ? 1 : 2]++;
                faults.AddRange(refusals.Where(refusal => !IsSentence(refusal)).Select(refusal => $"{number}: {refusal}"));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                faults.Add($"{number}: {error}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(MostFaults)));

        TestContext.Current.SendDiagnosticMessage(
            $"{count} mutations in {watch.Elapsed.TotalSeconds:F1} s: {outcomes[0]} harmless, {outcomes[2]} refused by the readers, "
                + $"{outcomes[1]} by the loader.");

        // So few are not noticed only if the mutations reach nothing.
        Assert.True(count < Count || outcomes[0] is > 0 && outcomes[0] < count / 2);
        Assert.DoesNotContain(_log.Lines, line => line.Level >= LogLevel.Error);
    }

    /// <summary>The packages that are spoilt are sound.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Load_Unspoilt_Serves(int kind) => Assert.Empty(await LoadAsync(MemoryPackage.Kinds[kind], kind));

    public void Dispose()
    {
        _watch.Dispose();
        _gate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static MemoryPackage Mutated(int number)
    {
        var random = new Random(number);
        var sound = MemoryPackage.Kinds[random.Next(MemoryPackage.Kinds.Count)];
        var package = sound.Copy();
        for (int times = random.Next(4) == 0 ? 2 : 1; times > 0; times--)
        {
            string file = package.Files[random.Next(package.Files.Count)];
            var other = MemoryPackage.Kinds[random.Next(MemoryPackage.Kinds.Count)];
            switch (random.Next(16))
            {
                case 0:
                    package[file] = package[package.Files[random.Next(package.Files.Count)]];
                    break;
                case 1 when other.Names.Contains(file):
                    package[file] = other[file];
                    break;
                case 2:
                    package.Remove(file);
                    break;
                case < 12 when file.EndsWith(".json", StringComparison.Ordinal):
                    package[file] = JsonMutation.Apply(package[file], random);
                    break;
                case < 12 when file == ModelManifest.VocabularyFile:
                    package[file] = LinesMutation.Apply(package[file], random);
                    break;
                default:
                    package[file] = BytesMutation.Apply(package[file], random);
                    break;
            }
        }

        if (package.Names.Contains(ModelManifest.FileName))
        {
            package.RightHashes(sound);
        }

        return package;
    }

    /// <summary>What the readers refuse; nothing where the package is taken.</summary>
    private static string[] Read(MemoryPackage package)
    {
        if (PackageHead.Read(package).Package is { Architecture: LanguageManifest.ArchitectureName })
        {
            return LanguagePackageReader.Read(package, package.Name, "1").Refusal is { } unfit ? [unfit.ToString()] : [];
        }

        var reading = AnyPackage.Read(package, package.Name, "1");
        if (reading.Package is not { } read)
        {
            return [reading.Refusal!.ToString()];
        }

        // As the loader does, which a map alone does not keep from serving.
        var maps = ReferenceMaps.Read(package, read.Manifest, new TextEncoder(read.Vocabulary, read.Manifest.Tokenizer.MaxTokens));
        return [.. maps.Refused.Select(refusal => refusal.ToString())];
    }

    private async Task<string[]> LoadAsync(MemoryPackage package, int number)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, number.ToString(CultureInfo.InvariantCulture))).FullName;
        package.Write(folder);
        var terms = new LoadTerms { Watch = _watch, Timeout = Patience / 2, Logger = _log };
        var loader = new PackageLoader(ModelKindRegistration.All, Options, _gate, TimeProvider.System, terms);
        var outcome = await loader.LoadAsync(folder, package.Name, "1", TestContext.Current.CancellationToken);
        outcome.Resources?.Dispose();
        Directory.Delete(folder, recursive: true);
        Assert.False(outcome.Rest is { IsCompleted: false });
        return outcome.Refusal is { } refusal
            ? [refusal.ToString()]
            : [.. ((outcome.Loaded as ITextClassifier)?.Maps.Refused ?? []).Select(one => one.ToString())];
    }

    private bool IsSentence(string refusal) =>
        refusal.EndsWith('.') && refusal.Length <= MostCharacters
        && !refusal.AsSpan().ContainsAny("\r\n") && !refusal.Contains(_folder, StringComparison.Ordinal);

    private static (int First, int Count) Asked() => Environment.GetEnvironmentVariable(Switch)?.Split('+') switch
    {
        [var first, var count] => (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture)),
        [var count] => (0, int.Parse(count, CultureInfo.InvariantCulture)),
        _ => (0, Count),
    };
}
