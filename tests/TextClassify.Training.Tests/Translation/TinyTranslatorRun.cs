using TextClassify.Training.Packaging;
using TextClassify.Training.Runs;
using TextClassify.Training.Translation;
using TextClassify.Translation;

namespace TextClassify.Training.Tests.Translation;

/// <summary>A finished run of random weights over a few symbols of SMILES, and the pairs it names, in a folder of its own.</summary>
internal sealed class TinyTranslatorRun : IDisposable
{
    private static readonly string[] Rows =
    [
        "source,target", "CCO.CC(=O)O,CC(=O)OCC", "CO,CO", "CN.CC(=O)O,CC(=O)NC", "CCN,CCN", "COC,COC", "CCCO,CCCO", "N,N", "OCCO,OCCO",
    ];

    public TinyTranslatorRun()
    {
        Root = Directory.CreateTempSubdirectory("textclassify-translator-").FullName;
        File.WriteAllLines(Path.Combine(Root, "pairs.csv"), Rows);
        var recipe = new TranslatorRecipe
        {
            Name = "tiny-translator",
            Description = "Random weights for a test.",
            Source = "Made up.",
            Train = "pairs.csv",
            Notation = TextNotation.Smiles,
            DevShare = 0.5,
            MaxSymbols = 16,
            MinCount = 1,
            Net = SmallTranslator.Options,
        };
        var vocabulary = new SymbolVocabulary(["C", "O", "N", "(", ")", "=", "."]);
        using var net = SmallTranslator.Net(vocabulary.Count, range: 3);
        Run = new RunFolder(Path.Combine(Root, "run"));
        Run.Start(new TranslatorOptions(recipe, "tiny-translator.json", 1, 1, 4, 4, 0, "unknown"), vocabulary.Write);
        Run.Finish(net.ToWeightTable(), new TranslatorReport(1.5, 0, 4, 10, net.WeightCount));
    }

    public string Root { get; }

    public RunFolder Run { get; }

    public PublishRequest Request => new() { Run = Run, DataFolder = Root, OutFolder = Path.Combine(Root, "models") };

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
