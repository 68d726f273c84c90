using System.Security.Cryptography;
using Spectre.Console;
using TextClassify.Training.LabelWords;
using TextClassify.Training.Maps;
using TextClassify.Training.Packaging;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Development;

/// <summary>What follows when a user's own rows have become a package: its maps, and where to go on from.</summary>
/// <param name="Package">In its place.</param>
/// <param name="Run">It was made of.</param>
/// <param name="Dev">The development rows.</param>
internal sealed record FinishedPackage(PublishedPackage Package, RunFolder Run, IReadOnlyList<LabelledText> Dev)
{
    /// <summary>A few seconds; <c>map build</c> takes more states.</summary>
    private const int MapStates = 1_500;

    /// <summary>Gives the package maps and the development texts under them.</summary>
    public bool TakesMaps { get; init; }

    /// <summary>Lines are unbroken, so that they can be pasted.</summary>
    public async Task TellAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        string[] lines =
        [
            TakesMaps
                ? await AddMapsAsync(console, cancellationToken)
                : "It has no maps, neighbours and search; map build --help says how it gets them.",
            $"Its surest errors: {Path.Combine(Run.Path, DevelopmentFiles.ErrorsName)}; words of each label: {LabelWordSection.FileName} "
                + "beside it.",
            ServeHint.Of(Package),
        ];
        foreach (string line in lines)
        {
            await console.Profile.Out.Writer.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }

    private async Task<string> AddMapsAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        var request = new MapRequest { Folder = Package.Folder, Rows = Dev, States = MapStates };
        try
        {
            var maps = await MapDisplay.RunAsync(console, progress => MapPublisher.PublishAsync(request, progress, cancellationToken));
            return $"It has maps of up to {maps.Max(map => map.Points)} states, and its callers can read the development texts under them "
                + $"(--no-maps leaves both out); its sha256 is now {await HashAsync(cancellationToken)}.";
        }
        catch (DataException exception)
        {
            return $"It has no maps, neighbours and search: {exception.Message}";
        }
    }

    /// <summary>Of the manifest, which lists the maps, too; it names the content.</summary>
    private async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        await using var manifest = File.OpenRead(Path.Combine(Package.Folder, ModelManifest.FileName));
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(manifest, cancellationToken));
    }
}
