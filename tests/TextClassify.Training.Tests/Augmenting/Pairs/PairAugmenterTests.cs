using TextClassify.Training.Augmenting.Pairs;

namespace TextClassify.Training.Tests.Augmenting.Pairs;

public sealed class PairAugmenterTests
{
    private const int Copies = 6;

    /// <summary>Aspirin from salicylic acid and acetyl chloride; paracetamol; an ester's hydrolysis.</summary>
    private static readonly SmilesPair[] Pairs =
    [
        Read("O=C(O)c1ccccc1O.CC(=O)Cl", "CC(=O)Oc1ccccc1C(=O)O"),
        Read("Nc1ccc(O)cc1.CC(=O)OC(C)=O", "CC(=O)Nc1ccc(O)cc1"),
        Read("COC(=O)[C@@H](N)Cc1ccccc1", "N[C@@H](Cc1ccccc1)C(=O)O"),
    ];

    [Theory]
    [InlineData("Preprint")]
    [InlineData("Joint")]
    [InlineData("Least")]
    public void Augment_PoolOfOne_IsRandom(string form) =>
        Assert.Equal(Augment(PairForm.Random, 1), Augment(Enum.Parse<PairForm>(form), 1));

    [Theory]
    [InlineData("Preprint")]
    [InlineData("Joint")]
    public void Augment_LargerPool_IsMoreAlikeThanRandomAndMoreThanTheLeast(string form)
    {
        double chosen = Augment(Enum.Parse<PairForm>(form), 50).Average(pair => pair.Similarity);
        double random = Augment(PairForm.Random, 50).Average(pair => pair.Similarity);
        double least = Augment(PairForm.Least, 50).Average(pair => pair.Similarity);

        Assert.True(chosen > random + 0.05, $"{chosen} against {random}");
        Assert.True(least < random - 0.05, $"{least} against {random}");
    }

    /// <summary>Of a lone source each copy's target is the best of its pool, so no worse than the pool's mean.</summary>
    [Fact]
    public void Augment_LoneSource_IsAtLeastAsAlikeAsThePool()
    {
        const int Pool = 20;
        var lone = Pairs[2];
        var chosen = new PairAugmenter(PairForm.Preprint, Pool, Copies, 1).Augment(lone, 2);
        var least = new PairAugmenter(PairForm.Least, Pool, Copies, 1).Augment(lone, 2);
        var each = new PairAugmenter(PairForm.Random, 1, Copies + Pool - 1, 1).Augment(lone, 2);
        for (int copy = 0; copy < Copies; copy++)
        {
            double[] pool = [.. Enumerable.Range(copy, Pool).Select(i => Ratio(each[copy].Source, each[i].Target))];

            Assert.Equal(pool.Max(), chosen[copy].Similarity);
            Assert.Equal(pool.Min(), least[copy].Similarity);
            Assert.Equal(each[copy].Source, chosen[copy].Source);
        }
    }

    [Fact]
    public void Augment_Joint_WritesNoTargetTwiceWhereThePoolHasOthers()
    {
        var pairs = new PairAugmenter(PairForm.Joint, 50, Copies, 1).Augment(Pairs[0], 0);

        Assert.Equal(Copies, pairs.Select(pair => pair.Target).Distinct().Count());
    }

    [Fact]
    public void Augment_AnyForm_StaysTheSamePair()
    {
        foreach (var form in Enum.GetValues<PairForm>())
        {
            foreach (var (original, row) in Pairs.Select((pair, row) => (pair, row)))
            {
                var canonical = new PairAugmenter(PairForm.Canonical, 1, 1, 1).Augment(original, row)[0];
                foreach (var pair in new PairAugmenter(form, 10, 3, 1).Augment(original, row))
                {
                    Assert.Equal(canonical, new PairAugmenter(PairForm.Canonical, 1, 1, 1).Augment(Read(pair.Source, pair.Target), row)[0]);
                }
            }
        }
    }

    [Theory]
    [InlineData("CC.C(", "CC", "source", 5)]
    [InlineData("CC.CC", "C1", "target", 2)]
    [InlineData("CC..CC", "CC", "source", 4)]
    public void Read_NoSmiles_SaysWhere(string source, string target, string which, int character)
    {
        Assert.Null(SmilesPair.Read(source, target, out string fault));
        Assert.Contains(which, fault, StringComparison.Ordinal);
        Assert.Contains($"Character {character}:", fault, StringComparison.Ordinal);
    }

    private static AugmentedPair[] Augment(PairForm form, int pool)
    {
        var augmenter = new PairAugmenter(form, pool, Copies, seed: 1);
        return [.. Pairs.SelectMany((pair, row) => augmenter.Augment(pair, row))];
    }

    private static double Ratio(string one, string other)
    {
        var pattern = new TextClassify.Similarity.SubsequencePattern<byte>(128);
        pattern.Set(System.Text.Encoding.ASCII.GetBytes(one));
        return pattern.RatioTo(System.Text.Encoding.ASCII.GetBytes(other));
    }

    private static SmilesPair Read(string source, string target) =>
        SmilesPair.Read(source, target, out string fault) ?? throw new ArgumentException(fault);
}
