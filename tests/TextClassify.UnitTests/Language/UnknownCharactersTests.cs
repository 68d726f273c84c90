using TextClassify.Language;
using TextClassify.Text;

namespace TextClassify.UnitTests.Language;

public sealed class UnknownCharactersTests
{
    private const int Known = 5;

    /// <summary>log2(1,112,064): Unicode has so many scalar values.</summary>
    private static readonly float Least = (float)Math.Log2(1_112_064);

    [Fact]
    public void Charge_UnknownAfterUnknown_CostsWhatNamingACharacterDoes()
    {
        float[] bits = [2, 0.1f, 25, 3];

        UnknownCharacters.Charge([Known, CharacterVocabulary.UnknownId, CharacterVocabulary.UnknownId, Known], bits);

        Assert.Equal([2, Least, 25, 3], bits);
    }

    [Fact]
    public void Charge_NoNumber_StaysNone()
    {
        float[] bits = [float.NaN, float.PositiveInfinity];

        UnknownCharacters.Charge([CharacterVocabulary.UnknownId, CharacterVocabulary.UnknownId], bits);

        Assert.Equal([float.NaN, float.PositiveInfinity], bits);
    }
}
