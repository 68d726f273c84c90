using TextClassify.Training.Aspect;
using TextClassify.Training.Checking;
using TextClassify.Training.Classifier;
using TextClassify.Training.Language;
using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Checking;

public sealed class StepCheckTests
{
    private static readonly WordTable Words = new(16, Draw(16 * 40));

    public static TheoryData<string, string> Kinds => new()
    {
        { "crnn", "lstm" }, { "crnn", "gru" }, { "crnn", "full" },
        { "aspect", "mzu" }, { "aspect", "lstm" }, { "aspect", "gru" },
        { "character", "attention" }, { "character", "routing" }, { "character", "mixing" },
        { "character", "lstm" }, { "character", "gru" },
    };

    public static TheoryData<string, string> Layers => new()
    {
        { "crnn", "rnn.forward" }, { "crnn", "rnn.backward" }, { "crnn", "tensor" }, { "crnn", "weights" }, { "crnn", "sum" },
        { "crnn", "output" }, { "crnn", "finer" },
        { "aspect", "forward" }, { "aspect", "backward" }, { "aspect", "tags" }, { "aspect", "readout" },
        { "character", "embedding" }, { "character", "layer0" }, { "character", "output" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_SoundNet_LeavesItAndItsRandomNumbersAlone(string kind, string variant)
    {
        using var random = new Generator(7, CPU);
        using var net = Create(kind, variant, random);
        float[][] weights = [.. net.Weights.Select(weight => Crnn.Values(weight.Value).ToArray())];
        byte[] state = random.get_state().bytes.ToArray();

        var report = Run(net, variant);

        Assert.InRange(report.Error, 0, 1e-5);
        Assert.Equal(state, random.get_state().bytes.ToArray());
        Assert.All(net.Weights.Zip(weights), pair => Assert.Equal(pair.Second, Crnn.Values(pair.First.Value).ToArray()));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Run_LayerWithAWrongOutput_IsRefusedByName(string kind, string layer)
    {
        var fault = Refusal(kind, layer, output => output.Times(1.1));

        Assert.StartsWith(
            $"This machine computes the layer '{layer}' wrongly: its output is 0.1 of its size away", fault, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Run_LayerThatIsNoNumber_IsRefusedByName(string kind, string layer)
    {
        var fault = Refusal(kind, layer, output => output.Plus(double.NaN));

        Assert.StartsWith($"This machine computes the layer '{layer}' wrongly: its output is NaN", fault, StringComparison.Ordinal);
    }

    /// <summary>Right forward and a tenth wrong backward, as a faulty kernel of a gradient is.</summary>
    [Theory]
    [MemberData(nameof(Layers))]
    public void Run_LayerWithAWrongGradient_IsRefused(string kind, string layer)
    {
        var fault = Refusal(kind, layer, output => output.Times(1.1) - output.Times(0.1).detach());

        Assert.Contains("gradient", fault, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Run_LayerThatIsOtherEachTime_IsRefusedByName(string kind, string layer)
    {
        int call = 0;

        var fault = Refusal(kind, layer, output => output.Times(1 + (1e-6 * call++)));

        Assert.StartsWith(
            $"This machine computes the layer '{layer}' otherwise each time: its output differs", fault, StringComparison.Ordinal);
    }

    /// <summary>The check's refusal of a net with a faulty layer; only in single precision, as on a machine with a faulty kernel.</summary>
    private static string Refusal(string kind, string layer, Func<Tensor, Tensor> fault)
    {
        using var random = new Generator(7, CPU);
        string variant = kind switch { "crnn" => "lstm", "aspect" => "mzu", _ => "attention" };
        using var net = Create(kind, variant, random);
        net.OnLayer = (name, output) => name == layer ? fault(output) : output;
        return Assert.Throws<StepFaultException>(() => Run(net, variant)).Message;
    }

    private static float[] Draw(int count)
    {
        var random = new Random(3);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }

        return values;
    }

    private static NamedNet Create(string kind, string variant, Generator random) => kind switch
    {
        "crnn" => new Crnn(Recipe(variant).Net, 3, finerClasses: 4, random),
        "aspect" => new AspectNet(AspectRecipe(variant).Net, 3, random),
        _ => new CharacterNet(LanguageRecipe(variant).Net, 20, random),
    };

    private static StepCheckReport Run(NamedNet net, string variant) => net switch
    {
        Crnn crnn => CrnnCheck.Run(crnn, Words, Recipe(variant), hasSets: false, TimeProvider.System),
        AspectNet aspect => AspectCheck.Run(aspect, Words, AspectRecipe(variant), TimeProvider.System),
        _ => CharacterCheck.Run((CharacterNet)net, LanguageRecipe(variant), characters: 20, TimeProvider.System),
    };

    private static Recipe Recipe(string variant) => new()
    {
        Name = "small",
        Description = "",
        Source = "",
        Train = ["none"],
        Net = new CrnnOptions
        {
            Cell = variant == "gru" ? CellKind.Gru : CellKind.Lstm,
            Tensor = variant == "full" ? TensorKind.Full : TensorKind.LowRank,
            EmbeddingWidth = 16,
            StateWidth = 12,
            TensorRank = 8,
            WordWidth = 12,
            WindowChannels = 8,
        },
        Training = new TrainingOptions { RedundancyPenalty = 0.01, LabelSmoothing = 0.1 },
    };

    private static AspectRecipe AspectRecipe(string variant) => new()
    {
        Name = "small",
        Description = "",
        Source = "",
        Domains = [],
        Net = new AspectNetOptions
        {
            Transition = Enum.Parse<TransitionKind>(variant, ignoreCase: true),
            EmbeddingWidth = 16,
            StateWidth = 12,
            Zones = new() { Count = 3, Width = 8, Composed = 3, FeedForwardWidth = 12 },
        },
    };

    private static LanguageRecipe LanguageRecipe(string variant) => new()
    {
        Name = "small",
        Description = "",
        Source = "",
        Train = ["none"],
        Net = new CharacterNetOptions
        {
            Transition = variant is "lstm" or "gru" ? Enum.Parse<TransitionKind>(variant, ignoreCase: true) : TransitionKind.Mzu,
            EmbeddingWidth = 12,
            StateWidth = 16,
            Zones = new()
            {
                Count = 3,
                Width = 8,
                Composed = 3,
                FeedForwardWidth = 12,
                Composition = Enum.TryParse<CompositionKind>(variant, ignoreCase: true, out var kind) ? kind : CompositionKind.Attention,
            },
        },
        Training = new LanguageTraining { Zoneout = 0.1, LayerDropout = 0.2 },
    };
}
