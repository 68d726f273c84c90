namespace TextClassify.Training.Onnx.Contextual;

/// <summary>How a nonlinearity and a product are split (Murdoch, Liu and Yu 2018, 3.2).</summary>
internal static class ContextualOperators
{
    extension(GraphBuilder graph)
    {
        /// <summary>
        /// f(c + p + r) = f(c) + P + R. P is the Shapley value of p among the two: the mean of what it adds before r and after it, the
        /// constant always first: P = 1/2 ( f(c+p) - f(c) + f(c+p+r) - f(c+r) ), and R likewise, so that P is exactly 0 where p is.
        /// </summary>
        /// <param name="function">f.</param>
        /// <param name="inner">p, r and c.</param>
        /// <param name="constant">f(c).</param>
        /// <returns>The portions and their sum.</returns>
        public (Portions Portions, Value Whole) Linearise(Func<Value, Value> function, Portions inner, Value constant)
        {
            var withPhrase = graph.Add(inner.Phrase, inner.Constant);
            var withRest = graph.Add(inner.Rest, inner.Constant);
            Value phrase = function(withPhrase), rest = function(withRest), whole = function(graph.Add(withPhrase, inner.Rest));
            return (graph.Average(phrase, rest, whole, constant), whole);
        }

        /// <summary>The portions of a whole from its value with the phrase alone, with the rest alone, and with neither.</summary>
        public Portions Average(Value phrase, Value rest, Value whole, Value constant)
        {
            var half = graph.Weight("half", [], [0.5f]);
            var mean = graph.Mul(graph.Sub(whole, constant), half);
            var difference = graph.Mul(graph.Sub(phrase, rest), half);
            return new Portions(graph.Add(mean, difference), graph.Sub(mean, difference), constant);
        }

        /// <summary>
        /// a b with a = A_p + A_r + A_c and b likewise: the phrase gets what it makes by itself or with a constant, the rest all that it is
        /// part of.
        /// </summary>
        /// <param name="first">A.</param>
        /// <param name="whole">The sum of A's portions.</param>
        /// <param name="second">B.</param>
        public Portions Product(Portions first, Value whole, Portions second)
        {
            var shift = second.Constant == Value.None ? second.Phrase : graph.Add(second.Phrase, second.Constant);
            return new Portions(
                graph.PhraseOf(first.Phrase, first.Constant, second.Phrase, second.Constant),
                graph.Add(graph.Mul(whole, second.Rest), graph.Mul(first.Rest, shift)),
                second.Constant == Value.None || first.Constant == Value.None
                    ? Value.None
                    : graph.Mul(first.Constant, second.Constant));
        }

        /// <summary>The phrase's portion of a product: a_p b_p + a_p b_c + a_c b_p.</summary>
        public Value PhraseOf(Value first, Value firstConstant, Value second, Value secondConstant)
        {
            var phrase = graph.Mul(first, secondConstant == Value.None ? second : graph.Add(second, secondConstant));
            return firstConstant == Value.None ? phrase : graph.Add(phrase, graph.Mul(firstConstant, second));
        }

        /// <summary>The parts along an axis on which the phrase's rows stand before the rest's.</summary>
        public Portions Unstack(Value both, int axis, Value constant)
        {
            var parts = graph.SplitEvenly(both, axis, 2);
            return new Portions(parts[0], parts[1], constant);
        }

        public Value Stack(Portions portions, int axis) => graph.Concat([portions.Phrase, portions.Rest], axis);
    }
}
