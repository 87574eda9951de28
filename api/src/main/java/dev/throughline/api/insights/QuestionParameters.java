package dev.throughline.api.insights;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents the parameters that {@link LogQuestion} reads. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Parameter(
    name = LogQuestion.FROM,
    in = ParameterIn.QUERY,
    description = "Cases whose first event is at or after this date or instant (UTC)",
    schema = @Schema(type = "string"),
    example = "2026-01-31")
@interface QuestionParameters {}
