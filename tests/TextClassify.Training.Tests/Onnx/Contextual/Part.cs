namespace TextClassify.Training.Tests.Onnx.Contextual;

/// <summary>One number as phrase + rest + constant, with the rules of contextual decomposition written as the paper states them.</summary>
internal readonly record struct Part(double Phrase, double Rest, double Constant)
{
    public double Whole => Phrase + Rest + Constant;

    /// <summary>The mean over both orders of what a portion adds, the constant first.</summary>
    public Part Through(Func<double, double> f)
    {
        double phraseFirst = f(Constant + Phrase) - f(Constant), phraseLast = f(Whole) - f(Constant + Rest);
        double restFirst = f(Constant + Rest) - f(Constant), restLast = f(Whole) - f(Constant + Phrase);
        return new((phraseFirst + phraseLast) / 2, (restFirst + restLast) / 2, f(Constant));
    }

    /// <summary>Of biases alone becomes the rest's, as at the end of a recurrent step.</summary>
    public Part Settled => new(Phrase, Rest + Constant, 0);

    public static Part operator +(Part a, Part b) => new(a.Phrase + b.Phrase, a.Rest + b.Rest, a.Constant + b.Constant);

    public static Part operator -(Part a, Part b) => new(a.Phrase - b.Phrase, a.Rest - b.Rest, a.Constant - b.Constant);

    public static Part operator *(double weight, Part a) => new(weight * a.Phrase, weight * a.Rest, weight * a.Constant);

    /// <summary>
    /// All nine products: phrase with phrase or constant is the phrase's, constant with constant stays, the others are the rest's.
    /// </summary>
    public static Part operator *(Part a, Part b) => new(
        (a.Phrase * b.Phrase) + (a.Phrase * b.Constant) + (a.Constant * b.Phrase),
        (a.Rest * b.Rest) + (a.Rest * b.Phrase) + (a.Phrase * b.Rest) + (a.Rest * b.Constant) + (a.Constant * b.Rest),
        a.Constant * b.Constant);
}
