namespace TextClassify.Benchmarks.Measuring;

/// <summary>Texts of the length of a review sentence: 20 tokens each in the middle, 3 to 40 at the ends.</summary>
internal static class Sentences
{
    public static readonly string[] All =
    [
        "A fine film.",
        "I don't like it, and I can't say that anyone I know would sit through it twice.",
        "The story takes its time, but every scene earns its place and the ending is quietly devastating.",
        "Loud, long and utterly pointless, it mistakes noise for drama and cruelty for depth.",
        "There's a warm, funny heart beating somewhere beneath all those explosions, if you have the patience to wait for it.",
        "What could have been a routine thriller becomes, in these hands, a patient study of two people who lie for a living.",
        "The actors do what they can with dialogue that no one has ever spoken outside a greeting card.",
        "It is the kind of picture that you admire while it runs and have forgotten by the time you reach the car, which is a pity, "
            + "because its first half hour is as good as anything this year.",
        "Beautifully shot and badly told.",
        "Somewhere between the third car chase and the fourth flashback the film loses its way, its nerve and most of its audience.",
        "An honest, unshowy drama that trusts the viewer, which is rarer than it should be.",
        "The jokes land, the songs stay with you, and the villain is a delight from first to last.",
        "Nothing here is new, and nothing here works.",
        "She carries every frame with a look that says more than the script ever manages to.",
        "By turns tender and brutal, it never lets the viewer settle into a comfortable opinion of anyone on the screen.",
        "Two hours of my life that I would very much like to have back, please.",
    ];
}
