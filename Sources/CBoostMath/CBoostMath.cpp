#include "CBoostMath.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

namespace {

namespace math = boost::math;
namespace policies = boost::math::policies;

// Errors become NaN or infinity; no exception crosses into Swift, which could not catch it.
using Quiet = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>, policies::evaluation_error<policies::ignore_error>,
    policies::rounding_error<policies::ignore_error>, policies::promote_double<true>>;

using Normal = math::normal_distribution<double, Quiet>;
using Student = math::students_t_distribution<double, Quiet>;
using ChiSquared = math::chi_squared_distribution<double, Quiet>;
using Fisher = math::fisher_f_distribution<double, Quiet>;
using Binomial = math::binomial_distribution<double, Quiet>;
using Hypergeometric = math::hypergeometric_distribution<double, Quiet>;

// A series that does not converge may still throw in spite of the policy.
template <typename Function>
double guarded(Function function) {
  try {
    return function();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace

extern "C" {

double pingxing_normal_lower(double x) {
  return guarded([=] { return math::cdf(Normal(), x); });
}

double pingxing_normal_upper(double x) {
  return guarded([=] { return math::cdf(math::complement(Normal(), x)); });
}

double pingxing_normal_quantile(double probability) {
  return guarded([=] { return math::quantile(Normal(), probability); });
}

double pingxing_student_upper(double degrees_of_freedom, double x) {
  return guarded([=] { return math::cdf(math::complement(Student(degrees_of_freedom), x)); });
}

double pingxing_student_quantile(double degrees_of_freedom, double probability) {
  return guarded([=] { return math::quantile(Student(degrees_of_freedom), probability); });
}

double pingxing_chi_squared_upper(double degrees_of_freedom, double x) {
  return guarded([=] { return math::cdf(math::complement(ChiSquared(degrees_of_freedom), x)); });
}

double pingxing_chi_squared_quantile(double degrees_of_freedom, double probability) {
  return guarded([=] { return math::quantile(ChiSquared(degrees_of_freedom), probability); });
}

double pingxing_fisher_upper(double numerator_degrees, double denominator_degrees, double x) {
  return guarded([=] { return math::cdf(math::complement(Fisher(numerator_degrees, denominator_degrees), x)); });
}

double pingxing_binomial_at_least(double trials, double probability, double successes) {
  if (successes <= 0) return 1;
  return guarded([=] { return math::cdf(math::complement(Binomial(trials, probability), successes - 1)); });
}

double pingxing_binomial_at_most(double trials, double probability, double successes) {
  if (successes < 0) return 0;
  if (successes >= trials) return 1;
  return guarded([=] { return math::cdf(Binomial(trials, probability), successes); });
}

double pingxing_binomial_lower_bound(double trials, double successes, double tail) {
  return guarded([=] { return Binomial::find_lower_bound_on_p(trials, successes, tail); });
}

double pingxing_binomial_upper_bound(double trials, double successes, double tail) {
  return guarded([=] { return Binomial::find_upper_bound_on_p(trials, successes, tail); });
}

double pingxing_hypergeometric_density(unsigned marked, unsigned drawn, unsigned all, unsigned found) {
  return guarded([=] { return math::pdf(Hypergeometric(marked, drawn, all), found); });
}

double pingxing_hypergeometric_at_most(unsigned marked, unsigned drawn, unsigned all, unsigned found) {
  return guarded([=] { return math::cdf(Hypergeometric(marked, drawn, all), found); });
}

double pingxing_hypergeometric_above(unsigned marked, unsigned drawn, unsigned all, unsigned found) {
  return guarded([=] { return math::cdf(math::complement(Hypergeometric(marked, drawn, all), found)); });
}

double pingxing_scaled_lower_gamma(double a, double x) {
  // gamma_p_derivative(a, x) is x^(a-1) e^-x / Gamma(a): the ratio has neither a huge nor a tiny factor left.
  return guarded([=] { return math::gamma_p(a, x, Quiet()) / (x * math::gamma_p_derivative(a, x, Quiet())); });
}

}  // extern "C"
